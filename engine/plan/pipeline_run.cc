#include "engine/plan/pipeline_run.h"

#include "engine/plan/event_inputs.h"

#include <algorithm>

namespace karst {

PipelineRun::PipelineRun(std::shared_ptr<const Plan> its_plan, RunContext& run, RowSink& end) : end_(std::move(its_plan), end) {
    const auto& plan = end_.plan();
    RowSink* next = &end_;
    for (auto op = plan.operators().rbegin(); op != plan.operators().rend(); ++op) {
        runs_.push_back((*op)->start(run, *next));
        next = runs_.back().get();
    }
    std::reverse(runs_.begin(), runs_.end());
    first_ = next;
    if (plan.newest_first() != nullptr && run.inputs != nullptr && !run.inputs->in_result_order()) {
        newest_first_ = plan.newest_first()->start(run, *first_);
        first_ = newest_first_.get();
    }
}

std::vector<std::uint64_t> PipelineRun::rows_seen() const {
    std::vector<std::uint64_t> seen;
    for (const auto& run : runs_) {
        seen.push_back(run->rows_in());
    }
    seen.push_back(end_.rows_in());
    return seen;
}

bool RowCollector::consume(Batch& batch) {
    if (rows_ + batch.size() > limit_) {
        limit_reached_ = true;
        batch.rows().resize(limit_ - rows_);
    }
    rows_ += batch.size();
    bytes_ += batch.bytes();
    batches_.push_back(std::move(batch));
    if (memory_) {
        memory_->hold(bytes_);
    }
    return !limit_reached_;
}

}  // namespace karst
