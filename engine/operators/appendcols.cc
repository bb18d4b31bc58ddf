#include "parser/commands/appendcols.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class AppendcolsOperator final : public Operator {
public:
    AppendcolsOperator(std::shared_ptr<const Plan> subsearch, bool override_fields, std::size_t limit)
        : subsearch_(std::move(subsearch)), override_(override_fields), limit_(limit) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    OperatorTraits traits() const override { return {.transforming = true, .needs_order = true}; }

private:
    class Run;
    std::shared_ptr<const Plan> subsearch_;
    bool override_;
    std::size_t limit_;
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
            columns_ = subsearch_rows(op_.subsearch_, run(), op_.limit_, "appendcols");
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
    const auto limit =
        appendcols.limit >= 0 ? static_cast<std::size_t>(appendcols.limit) : planner.environment().limits.append_rows;
    return OperatorPtr(
        std::make_unique<AppendcolsOperator>(planner.subplan(*appendcols.subsearch), appendcols.override_fields, limit));
}

}  // namespace karst
