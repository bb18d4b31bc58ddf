#include "parser/commands/combine/appendpipe.h"
#include "engine/plan/batches.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class AppendpipeOperator final : public Operator {
public:
    AppendpipeOperator(std::shared_ptr<const SourceText> text, std::shared_ptr<const Pipeline> pipeline,
                       PlanEnvironment environment, std::size_t first_input)
        : text_(std::move(text)), pipeline_(std::move(pipeline)), environment_(std::move(environment)),
          first_input_(first_input) {
        environment_.diagnostics = nullptr;  // planning at run time warns nobody
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    std::shared_ptr<const SourceText> text_;
    std::shared_ptr<const Pipeline> pipeline_;
    PlanEnvironment environment_;
    std::size_t first_input_;  // of the subpipeline, among the inputs of the plan
};

class AppendpipeOperator::Run final : public CollectingRun {
public:
    Run(const AppendpipeOperator& op, RunContext& run, RowSink& next) : CollectingRun("appendpipe", run, next), op_(op) {}

    void finish() override {
        // Planned on the run's own slots, so that the rows fit as they are.
        const auto plan = make_plan(op_.text_, op_.pipeline_, op_.environment_,
                                    {.fields = &run().fields, .rows = true, .first_input = op_.first_input_});
        run().fields = plan->fields();
        RowCollector added;
        PipelineRun pipeline(plan, run(), added);
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
    const auto [checked, first_input] = planner.check_subpipeline(subpipeline);
    if (checked->start_kind() != Plan::Start::Rows) {
        planner.fail("spl-generating-place", subpipeline.span, "the subpipeline of appendpipe works on the current results",
                     "begins with a generating command");
    }
    return OperatorPtr(std::make_unique<AppendpipeOperator>(planner.shared_source(), planner.shared(subpipeline),
                                                            planner.environment(), first_input));
}

}  // namespace karst
