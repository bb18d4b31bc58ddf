#include "parser/commands/combine/appendcols.h"
#include "engine/plan/plan_input.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class AppendcolsOperator final : public Operator {
public:
    AppendcolsOperator(InputId subsearch, bool override_fields) : subsearch_(subsearch), override_(override_fields) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    InputId subsearch_;
    bool override_;
};

// Row n of the subsearch is laid over row n of the results; rows that are left over stand behind them.
class AppendcolsOperator::Run final : public OperatorRun {
public:
    Run(const AppendcolsOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        read_columns();
        Batch rest;
        for (const Row* row = next_row(); row != nullptr; row = next_row()) {
            rest.append_copy(*row);
        }
        if (!rest.empty()) {
            next().push(rest);
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        read_columns();
        for (auto& row : batch.rows()) {
            if (const Row* columns = next_row()) {
                lay_over(batch, row, *columns);
            }
        }
        return next().push(batch);
    }

private:
    void read_columns() {
        if (!read_) {
            columns_ = take_input_rows(op_.subsearch_, run());
            read_ = true;
        }
    }

    const Row* next_row() {
        while (batch_ < columns_.size() && row_ >= columns_[batch_].size()) {
            ++batch_;
            row_ = 0;
        }
        return batch_ < columns_.size() ? &columns_[batch_].rows()[row_++] : nullptr;
    }

    void lay_over(Batch& batch, Row& row, const Row& columns) const {
        const auto slots = columns.slots();
        for (FieldId id = 0; id < slots.size(); ++id) {
            if (!slots[id].is_null() && (op_.override_ || row.get(id).is_null())) {
                batch.set(row, id, batch.arena().copy(slots[id]));
            }
        }
    }

    const AppendcolsOperator& op_;
    bool read_ = false;
    std::vector<Batch> columns_;
    std::size_t batch_ = 0;
    std::size_t row_ = 0;
};

std::unique_ptr<OperatorRun> AppendcolsOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_appendcols(const Command& command, Planner& planner) {
    const auto& appendcols = static_cast<const AppendcolsCommand&>(command);
    const auto limit = appendcols.options.limit >= 0 ? static_cast<std::size_t>(appendcols.options.limit)
                                                     : planner.environment().limits.append_rows;
    return OperatorPtr(std::make_unique<AppendcolsOperator>(planner.input(*appendcols.subsearch, limit, "appendcols"),
                                                            appendcols.override_fields));
}

}  // namespace karst
