#include "parser/commands/append.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class AppendOperator final : public Operator {
public:
    AppendOperator(std::shared_ptr<const Plan> subsearch, std::size_t limit)
        : subsearch_(std::move(subsearch)), limit_(limit) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    OperatorTraits traits() const override { return {.transforming = true, .needs_order = true}; }

private:
    class Run;
    std::shared_ptr<const Plan> subsearch_;
    std::size_t limit_;
};

class AppendOperator::Run final : public OperatorRun {
public:
    Run(const AppendOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        auto rows = subsearch_rows(op_.subsearch_, run(), op_.limit_, "append");
        push_all(rows, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override { return next().push(batch); }

private:
    const AppendOperator& op_;
};

std::unique_ptr<OperatorRun> AppendOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_append(const Command& command, Planner& planner) {
    const auto& append = static_cast<const AppendCommand&>(command);
    const auto limit = append.limit >= 0 ? static_cast<std::size_t>(append.limit) : planner.environment().limits.append_rows;
    return OperatorPtr(std::make_unique<AppendOperator>(planner.subplan(*append.subsearch), limit));
}

}  // namespace karst
