#include "engine/plan/resolve.h"

#include "engine/plan/planner.h"
#include "engine/search/format_rows.h"
#include "parser/parser.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace karst {

namespace {

// A subsearch while it runs. What goes wrong in it is kept, and the others go on.
class SubsearchRun final : public RowSink {
public:
    SubsearchRun(const PlannedSubsearch& subsearch, const RunContext& outer)
        : span_(subsearch.span), context_(nested_context(*subsearch.plan, outer)),
          rows_(outer.limits.subsearch_rows), unresolved_{subsearch.plan, &context_, nullptr} {}
    SubsearchRun(const SubsearchRun&) = delete;
    SubsearchRun& operator=(const SubsearchRun&) = delete;

    Span span() const { return span_; }
    UnresolvedPlan& unresolved() { return unresolved_; }
    std::exception_ptr error() const { return unresolved_.error; }
    EventInputs* inputs() const { return context_.inputs; }

    /// Starts it, once its own subsearches are resolved; one that has a source runs. True when it wants the events.
    bool start() {
        bool scans = false;
        keep_error([&] {
            const auto& plan = *unresolved_.plan;
            if (context_.fields.size() < plan.fields().size()) {
                context_.fields = plan.fields();
            }
            pipeline_ = std::make_unique<PipelineRun>(plan, context_, rows_);
            if (plan.start_kind() == Plan::Start::Source) {
                plan.source().produce(context_, *pipeline_);
            }
            scans = plan.start_kind() == Plan::Start::Scan && context_.inputs != nullptr;
        });
        return scans;
    }
    ScanConsumer consumer() { return {unresolved_.plan.get(), &context_, this}; }

    void finish() override {
        keep_error([this] { pipeline_->finish(); });
    }

    /// Its results as text.
    std::string text() {
        if (rows_.limit_reached()) {
            context_.warn("a subsearch gave more than " + std::to_string(context_.limits.subsearch_rows) +
                          " results; the others were left out");
        }
        return format_rows(rows_.batches(), context_.fields);
    }

protected:
    bool consume(Batch& batch) override {
        bool more = false;
        keep_error([&] { more = pipeline_->push(batch); });
        return more;
    }

private:
    template <class Step>
    void keep_error(Step step) {
        if (unresolved_.error) {
            return;
        }
        try {
            step();
        } catch (const std::runtime_error&) {
            unresolved_.error = std::current_exception();
        }
    }

    Span span_;
    RunContext context_;
    RowCollector rows_;
    UnresolvedPlan unresolved_;
    std::unique_ptr<PipelineRun> pipeline_;
};

using SubsearchRuns = std::deque<SubsearchRun>;

void run_all(SubsearchRuns& runs) {
    std::vector<UnresolvedPlan> deeper;
    std::transform(runs.begin(), runs.end(), std::back_inserter(deeper), [](SubsearchRun& run) { return run.unresolved(); });
    resolve_subsearches(deeper);
    std::map<EventInputs*, std::vector<ScanConsumer>> scans;
    for (std::size_t number = 0; number < runs.size(); ++number) {
        auto& run = runs[number];
        run.unresolved() = deeper[number];
        if (run.start()) {
            scans[run.inputs()].push_back(run.consumer());
        }
    }
    for (auto& [inputs, consumers] : scans) {
        inputs->scan(consumers);
    }
    for (auto& run : runs) {
        run.finish();
    }
}

// As in Splunk, the result is text that takes the place of the brackets; the pipeline is read again with it. The slots go on
// from those of the plan, which a run may have taken already.
std::shared_ptr<const Plan> with_results(const Plan& plan, std::span<SubsearchRun* const> runs) {
    const SourceText& text = plan.text();
    const Span whole = plan.pipeline().span;
    std::uint32_t kept = whole.begin;
    SourceText result = SourceText::like(text);
    const bool over_rows = plan.start_kind() == Plan::Start::Rows;
    // Between brackets any command may come first without a pipe; in a text of its own only search may.
    const bool needs_pipe = over_rows || plan.pipeline().commands.front()->name != "search";
    if (needs_pipe && text.text()[whole.begin] != '|') {
        result.append_expansion(text, {whole.begin, whole.begin + 1}, "| ", {"[subsearch]", "", -1, 0});
    }
    for (auto* run : runs) {
        result.append(text, {kept, run->span().begin});
        result.append_expansion(text, run->span(), run->text(), {"[subsearch]", "", -1, 0});
        kept = run->span().end;
    }
    result.append(text, {kept, whole.end});
    const auto filled = std::make_shared<SourceText>(std::move(result));

    Diagnostics diagnostics;
    ParseLimits limits;
    limits.text_bytes = 64 << 20;
    auto pipeline = parse_spl(*filled, diagnostics, limits);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    const std::shared_ptr<const Pipeline> resolved = std::move(pipeline);
    return over_rows ? make_rows_plan(filled, resolved, plan.environment(), plan.fields())
                     : make_plan(filled, resolved, plan.environment(), &plan.fields());
}

}  // namespace

void resolve_subsearches(std::span<UnresolvedPlan> plans) {
    SubsearchRuns runs;
    std::vector<std::vector<SubsearchRun*>> of_plan(plans.size());
    for (std::size_t number = 0; number < plans.size(); ++number) {
        auto subsearches = plans[number].plan->subsearches();
        std::sort(subsearches.begin(), subsearches.end(),
                  [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
        for (const auto& subsearch : subsearches) {
            of_plan[number].push_back(&runs.emplace_back(subsearch, *plans[number].run));
        }
    }
    if (runs.empty()) {
        return;
    }
    run_all(runs);
    for (std::size_t number = 0; number < plans.size(); ++number) {
        auto& plan = plans[number];
        const auto& its = of_plan[number];
        const auto failed = std::find_if(its.begin(), its.end(), [](const auto* run) { return run->error() != nullptr; });
        if (its.empty()) {
            continue;
        }
        if (failed != its.end()) {
            plan.error = (*failed)->error();
            continue;
        }
        try {
            plan.plan = with_results(*plan.plan, its);
        } catch (const std::runtime_error&) {
            plan.error = std::current_exception();
        }
    }
}

std::shared_ptr<const Plan> resolve_subsearches(std::shared_ptr<const Plan> plan, const RunContext& run) {
    UnresolvedPlan one{std::move(plan), &run, nullptr};
    resolve_subsearches(std::span(&one, 1));
    if (one.error) {
        std::rethrow_exception(one.error);
    }
    return one.plan;
}

}  // namespace karst
