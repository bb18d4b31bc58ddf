#include "parser/commands/accum.h"
#include "engine/aggregate/compensated_sum.h"
#include "engine/operators/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class AccumOperator final : public Operator {
public:
    AccumOperator(std::string name, std::string output_name, FieldId field, FieldId output)
        : name_(std::move(name)), output_name_(std::move(output_name)), field_(field), output_(output) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        if (live.contains(output_name_)) {
            live.add(name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, output_);
        }
    }
    OperatorTraits traits() const override { return {.needs_order = true}; }

private:
    class Run;
    std::string name_;
    std::string output_name_;
    FieldId field_;
    FieldId output_;
};

class AccumOperator::Run final : public OperatorRun {
public:
    Run(const AccumOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            if (const auto number = to_number(row.get(op_.field_))) {
                sum_.add(*number);
                batch.set(row, op_.output_, Value::number(sum_.value()));
            }
        }
        return next().push(batch);
    }

private:
    const AccumOperator& op_;
    CompensatedSum sum_;
};

std::unique_ptr<OperatorRun> AccumOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_accum(const Command& command, Planner& planner) {
    const auto& accum = static_cast<const AccumCommand&>(command);
    const auto& output = accum.output.name.empty() ? accum.field.name : accum.output.name;
    return OperatorPtr(
        std::make_unique<AccumOperator>(accum.field.name, output, planner.field(accum.field.name), planner.field(output)));
}

}  // namespace karst
