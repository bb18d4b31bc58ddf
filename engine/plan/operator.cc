#include "engine/plan/operator.h"

namespace karst {

namespace {

class BatchRun final : public OperatorRun {
public:
    using Apply = void (*)(const void* self, Batch&, RunContext&);
    BatchRun(const void* self, Apply apply, RunContext& run, RowSink& next)
        : OperatorRun(run, next), self_(self), apply_(apply) {}

protected:
    bool consume(Batch& batch) override {
        apply_(self_, batch, run());
        return batch.empty() || next().push(batch);
    }

private:
    const void* self_;
    Apply apply_;
};

}  // namespace

std::unique_ptr<OperatorRun> BatchOperator::start(RunContext& run, RowSink& next) const {
    const auto apply = [](const void* self, Batch& batch, RunContext& context) {
        static_cast<const BatchOperator*>(self)->apply(batch, context);
    };
    return std::make_unique<BatchRun>(this, apply, run, next);
}

}  // namespace karst
