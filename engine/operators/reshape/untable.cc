#include "parser/commands/reshape/untable.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

struct UntableFields {
    FieldId x;
    FieldId name;
    FieldId data;
    std::vector<FieldId> order;  // columns that are known, in the table's order
};

class UntableOperator final : public Operator {
public:
    explicit UntableOperator(UntableFields fields) : fields_(std::move(fields)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override {
        columns = {{}, false};
        for (const auto field : {fields_.x, fields_.name, fields_.data}) {
            add_column(columns, field);
        }
    }
    OperatorFacts facts() const override {
        // The order of the fields of a row is that in which the run has met their names.
        return {.distribution = Distribution::Whole, .state = StateSize::None, .transforming = true};
    }

private:
    class Run;
    UntableFields fields_;
};

// A row for each cell that has a value, but for those of the x-field and of internal fields.
class UntableOperator::Run final : public OperatorRun {
public:
    Run(const UntableFields& fields, RunContext& run, RowSink& next)
        : OperatorRun(run, next), fields_(fields), order_(fields.order), listed_(run.fields.size()) {
        for (const auto field : order_) {
            listed_[field] = true;
        }
    }

protected:
    bool consume(Batch& batch) override {
        for (auto field = seen_; field < run().fields.size(); ++field) {
            if (field >= listed_.size() || !listed_[field]) {
                order_.push_back(static_cast<FieldId>(field));
            }
        }
        seen_ = run().fields.size();
        names_.assign(seen_, Value());
        std::vector<Row> cells;
        for (const auto& row : batch.rows()) {
            add_cells(batch, row, cells);
        }
        batch.rows() = std::move(cells);
        return batch.empty() || next().push(batch);
    }

private:
    void add_cells(Batch& batch, const Row& row, std::vector<Row>& cells) {
        for (const auto field : order_) {
            const Value value = row.get(field);
            if (value.is_null() || field == fields_.x || is_internal_field(run().fields.name(field))) {
                continue;
            }
            Row cell = batch.make_row(std::max({fields_.x, fields_.name, fields_.data}) + 1);
            batch.set(cell, fields_.x, row.get(fields_.x));
            batch.set(cell, fields_.name, name_of(batch, field));
            batch.set(cell, fields_.data, value);
            cells.push_back(cell);
        }
    }

    // One copy a batch: rows may outlive the table of fields.
    Value name_of(Batch& batch, FieldId field) {
        if (names_[field].is_null()) {
            names_[field] = Value::string(batch.arena().copy(run().fields.name(field)));
        }
        return names_[field];
    }

    const UntableFields& fields_;
    std::vector<FieldId> order_;
    std::vector<bool> listed_;
    std::vector<Value> names_;
    std::size_t seen_ = 0;
};

std::unique_ptr<OperatorRun> UntableOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(fields_, run, next);
}

}  // namespace

Planned plan_untable(const Command& command, Planner& planner) {
    const auto& untable = static_cast<const UntableCommand&>(command);
    return OperatorPtr(
        std::make_unique<UntableOperator>(UntableFields{planner.field(untable.x.name), planner.field(untable.name_field.name),
                                                        planner.field(untable.data_field.name), planner.columns().order}));
}

}  // namespace karst
