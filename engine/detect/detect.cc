#include "engine/detect/detect.h"

#include "engine/plan/resolve.h"

#include <deque>
#include <numeric>
#include <stdexcept>

namespace karst {

namespace {

// A detection that fails keeps its error, and the others go on.
template <class Step>
void keep_error(Detection& detection, Step step) {
    try {
        step();
    } catch (const std::runtime_error& problem) {
        detection.error = problem.what();
    }
}

// What one detection needs while the scan runs. Passes on what the pipeline says, but keeps its failures to itself.
class DetectionRun final : public RowSink {
public:
    DetectionRun(Detection& detection, const RunContext& run) : detection_(detection), context_(run) {
        if (detection.lookups != nullptr) {
            context_.lookups = detection.lookups;
        }
        context_.regex_limits = std::make_shared<RegexLimitHits>();
    }

    UnresolvedPlan unresolved() const { return {detection_.plan, &context_, nullptr}; }
    void start(std::shared_ptr<const Plan> resolved) {
        plan_ = std::move(resolved);
        context_.fields = plan_->fields();
        pipeline_ = std::make_unique<PipelineRun>(*plan_, context_, rows_);
    }

    bool scans() const { return plan_->start_kind() == Plan::Start::Scan; }
    ScanConsumer consumer() { return {plan_.get(), &context_, this}; }
    void produce() {
        if (plan_->start_kind() == Plan::Start::Source) {
            plan_->source().produce(context_, *pipeline_);
        }
    }

    void warn_of_limits() const { warn_of_regex_limits(*context_.regex_limits, detection_.name, context_.warn); }

    void finish() override {
        if (!detection_.error.empty()) {
            return;
        }
        pipeline_->finish();
        detection_.results = std::move(rows_.batches());
        detection_.fields = context_.fields;
        detection_.columns = plan_->columns();
        detection_.rows_seen = pipeline_->rows_seen();
    }

protected:
    bool consume(Batch& batch) override {
        bool more = false;
        keep_error(detection_, [&] { more = pipeline_->push(batch); });
        return more;
    }

private:
    Detection& detection_;
    RunContext context_;
    std::shared_ptr<const Plan> plan_;
    RowCollector rows_;
    std::unique_ptr<PipelineRun> pipeline_;
};

}  // namespace

std::size_t Detection::rows() const {
    return std::accumulate(results.begin(), results.end(), std::size_t{0},
                           [](std::size_t sum, const Batch& batch) { return sum + batch.size(); });
}

void run_detections(std::vector<Detection>& detections, const RunContext& given) {
    auto run = given;
    run.pack_regex_limits = std::make_shared<RegexLimitHits>();
    std::deque<DetectionRun> runs;
    std::vector<UnresolvedPlan> plans;
    for (auto& detection : detections) {
        plans.push_back(runs.emplace_back(detection, run).unresolved());
    }
    resolve_subsearches(plans);
    std::vector<ScanConsumer> consumers;
    for (std::size_t index = 0; index < runs.size(); ++index) {
        keep_error(detections[index], [&] {
            if (plans[index].error) {
                std::rethrow_exception(plans[index].error);
            }
            runs[index].start(plans[index].plan);
            if (runs[index].scans()) {
                consumers.push_back(runs[index].consumer());
            } else {
                runs[index].produce();
            }
        });
    }
    if (!consumers.empty() && run.inputs != nullptr) {
        run.inputs->scan(consumers);
    }
    for (std::size_t index = 0; index < runs.size(); ++index) {
        keep_error(detections[index], [&] { runs[index].finish(); });
    }
    for (const auto& one : runs) {
        one.warn_of_limits();
    }
    warn_of_regex_limits(*run.pack_regex_limits, "packs", run.warn);
}

}  // namespace karst
