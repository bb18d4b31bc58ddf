#include "engine/detect/detect.h"

#include <numeric>
#include <stdexcept>

namespace karst {

namespace {

// What one detection needs while the scan runs. Passes on what the pipeline says, but keeps its failures to itself.
class DetectionRun final : public RowSink {
public:
    DetectionRun(Detection& detection, const RunContext& run) : detection_(detection), context_(run) {
        if (detection.lookups != nullptr) {
            context_.lookups = detection.lookups;
        }
        plan_ = resolve_subsearches(detection.plan, context_);
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
        try {
            return pipeline_->push(batch);
        } catch (const std::runtime_error& problem) {
            detection_.error = problem.what();
            return false;
        }
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

void run_detections(std::vector<Detection>& detections, const RunContext& run) {
    std::vector<std::unique_ptr<DetectionRun>> runs;
    std::vector<ScanConsumer> consumers;
    for (auto& detection : detections) {
        auto& started = runs.emplace_back();
        try {
            started = std::make_unique<DetectionRun>(detection, run);
            if (started->scans()) {
                consumers.push_back(started->consumer());
            } else {
                started->produce();
            }
        } catch (const std::runtime_error& problem) {
            detection.error = problem.what();
            started.reset();
        }
    }
    if (!consumers.empty() && run.inputs != nullptr) {
        run.inputs->scan(consumers);
    }
    for (std::size_t index = 0; index < runs.size(); ++index) {
        try {
            if (runs[index]) {
                runs[index]->finish();
            }
        } catch (const std::runtime_error& problem) {
            detections[index].error = problem.what();
        }
    }
}

}  // namespace karst
