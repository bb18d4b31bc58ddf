#include "engine/operators/common/source_appender.h"

#include "engine/plan/batches.h"

#include <utility>

namespace karst {

namespace {

class SourceAppender final : public Operator {
public:
    explicit SourceAppender(SourcePtr source) : source_(std::move(source)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .transforming = true, .needs_order = true};
    }

private:
    class Run;
    SourcePtr source_;
};

class SourceAppender::Run final : public OperatorRun {
public:
    Run(const SourceAppender& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}
    void finish() override {
        op_.source_->produce(run(), next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override { return next().push(batch); }

private:
    const SourceAppender& op_;
};

std::unique_ptr<OperatorRun> SourceAppender::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

class InputSource final : public Source {
public:
    explicit InputSource(std::vector<InputId> inputs) : inputs_(std::move(inputs)) {}

    void produce(RunContext& run, RowSink& sink) const override {
        for (const auto input : inputs_) {
            auto rows = take_input_rows(input, run);
            if (!push_all(rows, sink)) {
                return;
            }
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

private:
    std::vector<InputId> inputs_;
};

}  // namespace

OperatorPtr make_source_appender(SourcePtr source) {
    return std::make_unique<SourceAppender>(std::move(source));
}

SourcePtr make_input_source(std::vector<InputId> inputs) {
    return std::make_unique<InputSource>(std::move(inputs));
}

}  // namespace karst
