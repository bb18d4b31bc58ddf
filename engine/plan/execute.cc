#include "engine/plan/execute.h"

#include "engine/plan/newest_first.h"
#include "engine/plan/resolve.h"
#include "engine/text/utf8.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kMaxPatternShown = 200;  // characters

// A pattern on one line: those of packs and rules may be folded, and some come from the data.
std::string shown_pattern(std::string_view pattern) {
    const auto shown = code_points(pattern, 0, kMaxPatternShown);
    std::string text(shown);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return "'" + text + (shown.size() < pattern.size() ? "…'" : "'");
}

}  // namespace

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

void execute(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink) {
    execute_within(std::move(plan), run, sink);
    warn_of_regex_limits(*run.regex_limits, "", run.warn);
    warn_of_regex_limits(*run.pack_regex_limits, "packs", run.warn);
}

void warn_of_regex_limits(const RegexLimitHits& hits, std::string_view whose, const WarningSink& warn) {
    const auto say = [&](const std::string& patterns, std::uint64_t times) {
        const auto prefix = whose.empty() ? std::string() : std::string(whose) + ": ";
        warn(prefix + "warning[regex-match-limit]: " + patterns + " stopped at the limit of backtracking " +
             (times == 1 ? "once" : std::to_string(times) + " times") + ", which counts as no match");
    };
    for (const auto& [pattern, times] : hits.by_pattern()) {
        say("the regular expression " + shown_pattern(pattern), times);
    }
    if (hits.others() > 0) {
        say("other regular expressions", hits.others());
    }
}

void execute_within(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink) {
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
