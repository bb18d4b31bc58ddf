#include "engine/detect/detect.h"

#include "engine/plan/pipeline_run.h"
#include "engine/scheduler/scheduler.h"

#include <deque>
#include <numeric>

namespace karst {

std::size_t Detection::rows() const {
    return std::accumulate(results.begin(), results.end(), std::size_t{0},
                           [](std::size_t sum, const Batch& batch) { return sum + batch.size(); });
}

void run_detections(std::vector<Detection>& detections, const RunContext& run) {
    const auto pack_limits = std::make_shared<RegexLimitHits>();
    std::deque<RunContext> contexts;
    std::deque<RowCollector> collectors;
    std::vector<PlanTask> tasks;
    for (const auto& detection : detections) {
        auto& context = contexts.emplace_back(run);
        context.fields = {};
        context.regex_limits = std::make_shared<RegexLimitHits>();
        context.pack_regex_limits = pack_limits;
        if (detection.lookups != nullptr) {
            context.lookups = detection.lookups;
        }
        auto& collector = collectors.emplace_back();
        tasks.push_back({detection.plan, &context, [&collector](const Plan&) -> RowSink& { return collector; }});
    }
    run_plans(tasks);
    for (std::size_t number = 0; number < detections.size(); ++number) {
        auto& detection = detections[number];
        auto& task = tasks[number];
        if (task.error) {
            detection.error = task.problem();
            continue;
        }
        detection.plan = task.plan;  // its constants are the values of some rows
        detection.results = std::move(collectors[number].batches());
        detection.fields = std::move(contexts[number].fields);
        detection.columns = detection.plan->columns();
        detection.rows_seen = std::move(task.rows_seen);
    }
    for (std::size_t number = 0; number < detections.size(); ++number) {
        warn_of_regex_limits(*contexts[number].regex_limits, detections[number].name, run.warn);
    }
    warn_of_regex_limits(*pack_limits, "packs", run.warn);
}

}  // namespace karst
