#include "engine/plan/execute.h"

#include "engine/plan/newest_first.h"
#include "engine/plan/planner.h"
#include "engine/search/format_rows.h"
#include "parser/parser.h"

#include <algorithm>

namespace karst {

PipelineRun::PipelineRun(const Plan& plan, RunContext& run, RowSink& end) : end_(&end) {
    RowSink* next = &end;
    for (auto op = plan.operators().rbegin(); op != plan.operators().rend(); ++op) {
        runs_.push_back((*op)->start(run, *next));
        next = runs_.back().get();
    }
    std::reverse(runs_.begin(), runs_.end());
    first_ = next;
    if (plan.wants_newest_first() && run.inputs != nullptr && !run.inputs->in_result_order()) {
        newest_first_ = std::make_unique<NewestFirst>(run.fields.intern("_time"), run, *first_);
    }
}

bool PipelineRun::consume(Batch& batch) {
    return newest_first_ ? newest_first_->push(batch) : first_->push(batch);
}

void PipelineRun::finish() {
    if (newest_first_) {
        newest_first_->finish();
    }
    first_->finish();
}

std::vector<std::uint64_t> PipelineRun::rows_seen() const {
    std::vector<std::uint64_t> seen;
    for (const auto& run : runs_) {
        seen.push_back(run->rows_in());
    }
    seen.push_back(end_->rows_in());
    return seen;
}

bool RowCollector::consume(Batch& batch) {
    if (rows_ + batch.size() > limit_) {
        limit_reached_ = true;
        batch.rows().resize(limit_ - rows_);
    }
    rows_ += batch.size();
    batches_.push_back(std::move(batch));
    return !limit_reached_;
}

RunContext nested_context(const Plan& plan, const RunContext& outer) {
    RunContext inner = outer;
    inner.fields = plan.fields();
    return inner;
}

namespace {

std::string subsearch_text(const PlannedSubsearch& subsearch, const RunContext& run) {
    auto inner = nested_context(*subsearch.plan, run);
    RowCollector rows(run.limits.subsearch_rows);
    execute(subsearch.plan, inner, rows);
    if (rows.limit_reached()) {
        run.warn("a subsearch gave more than " + std::to_string(run.limits.subsearch_rows) +
                 " results; the others were left out");
    }
    return format_rows(rows.batches(), inner.fields);
}

}  // namespace

std::shared_ptr<const Plan> resolve_subsearches(std::shared_ptr<const Plan> plan, const RunContext& run) {
    if (plan->subsearches().empty()) {
        return plan;
    }
    auto subsearches = plan->subsearches();
    std::sort(subsearches.begin(), subsearches.end(), [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
    // As in Splunk, the result is text that takes the place of the brackets; the pipeline is read again with it.
    const SourceText& text = plan->text();
    const Span whole = plan->pipeline().span;
    auto filled = std::make_shared<SourceText>();
    std::uint32_t kept = whole.begin;
    SourceText result = SourceText::like(text);
    for (const auto& subsearch : subsearches) {
        result.append(text, {kept, subsearch.span.begin});
        result.append_expansion(text, subsearch.span, subsearch_text(subsearch, run), {"[subsearch]", "", -1});
        kept = subsearch.span.end;
    }
    result.append(text, {kept, whole.end});
    *filled = std::move(result);

    Diagnostics diagnostics;
    ParseLimits limits;
    limits.text_bytes = 64 << 20;
    auto pipeline = parse_spl(*filled, diagnostics, limits);
    if (!pipeline) {
        throw DiagnosticError(diagnostics.all().front());
    }
    return make_plan(filled, std::shared_ptr<const Pipeline>(std::move(pipeline)), plan->environment());
}

void execute(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink) {
    const auto resolved = resolve_subsearches(std::move(plan), run);
    // A caller may have put the plan's names there already, and rely on the table's address and ids.
    if (run.fields.size() < resolved->fields().size()) {
        run.fields = resolved->fields();
    }
    PipelineRun pipeline(*resolved, run, sink);
    if (resolved->start_kind() == Plan::Start::Source) {
        resolved->source().produce(run, pipeline);
    } else if (resolved->start_kind() == Plan::Start::Scan && run.inputs != nullptr) {
        ScanConsumer consumer{resolved.get(), &run, &pipeline};
        run.inputs->scan({&consumer, 1});
    }
    pipeline.finish();
}

}  // namespace karst
