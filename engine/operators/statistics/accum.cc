#include "parser/commands/statistics/accum.h"
#include "engine/aggregate/exact_sum.h"
#include "engine/operators/statistics/derived_field.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class AccumOperator final : public DerivedFieldOperator {
public:
    using DerivedFieldOperator::DerivedFieldOperator;
    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;

private:
    class Run;
};

class AccumOperator::Run final : public OperatorRun {
public:
    Run(const AccumOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            if (const auto number = to_number(row.get(op_.field()))) {
                sum_.add(*number);
                batch.set(row, op_.output(), Value::number(sum_.value()));
            }
        }
        return next().push(batch);
    }

private:
    const AccumOperator& op_;
    ExactSum sum_;
};

std::unique_ptr<OperatorRun> AccumOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_accum(const Command& command, Planner& planner) {
    const auto& accum = static_cast<const AccumCommand&>(command);
    const auto& output = accum.output.name.empty() ? accum.field.name : accum.output.name;
    return OperatorPtr(std::make_unique<AccumOperator>(accum.field.name, std::vector<std::string>{output}, planner));
}

}  // namespace karst
