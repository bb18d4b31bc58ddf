#include "parser/commands/appendpipe.h"
#include "engine/plan/execute.h"
#include "engine/plan/planner.h"
#include "engine/plan/resolve.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class AppendpipeOperator final : public Operator {
public:
    AppendpipeOperator(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                       PlanEnvironment environment)
        : text_(std::move(text)), pipeline_(std::move(pipeline)), environment_(std::move(environment)) {
        environment_.diagnostics = nullptr;  // planning at run time warns nobody
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorTraits traits() const override { return {.streaming = false, .transforming = true, .needs_order = true}; }

private:
    class Run;
    std::shared_ptr<const SourceText> text_;
    std::shared_ptr<const Pipeline> pipeline_;
    PlanEnvironment environment_;
};

class AppendpipeOperator::Run final : public CollectingRun {
public:
    Run(const AppendpipeOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {}

    void finish() override {
        // Planned on the run's own slots, so that the rows fit as they are.
        const auto plan = resolve_subsearches(make_rows_plan(op_.text_, op_.pipeline_, op_.environment_, run().fields), run());
        run().fields = plan->fields();
        RowCollector added;
        PipelineRun pipeline(*plan, run(), added);
        for (const auto& batch : batches()) {
            Batch copy;
            for (const auto& row : batch.rows()) {
                copy.append_copy(row);
            }
            pipeline.push(copy);
        }
        pipeline.finish();
        if (push_all(batches(), next())) {
            push_all(added.batches(), next());
        }
        next().finish();
    }

private:
    const AppendpipeOperator& op_;
};

std::unique_ptr<OperatorRun> AppendpipeOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_appendpipe(const Command& command, Planner& planner) {
    const auto& subpipeline = *static_cast<const AppendpipeCommand&>(command).subpipeline;
    const auto checked = planner.rows_subplan(subpipeline);  // only to find what is wrong before the first event
    if (checked->start_kind() != Plan::Start::Rows) {
        planner.fail("spl-generating-place", subpipeline.span, "the subpipeline of appendpipe works on the current results",
                     "begins with a generating command");
    }
    return OperatorPtr(
        std::make_unique<AppendpipeOperator>(planner.shared_source(), planner.shared(subpipeline), planner.environment()));
}

}  // namespace karst
