#include "engine/operators/subsearch_source.h"

#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class SubsearchSource final : public Source {
public:
    SubsearchSource(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what)
        : plans_(std::move(plans)), limit_(limit), what_(what) {}

    void produce(RunContext& run, RowSink& sink) const override {
        for (const auto& plan : plans_) {
            auto rows = subsearch_rows(plan, run, limit_, what_);
            if (!push_all(rows, sink)) {
                return;
            }
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

private:
    std::vector<std::shared_ptr<const Plan>> plans_;
    std::size_t limit_;
    std::string_view what_;
};

class SubsearchAppender final : public Operator {
public:
    SubsearchAppender(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what)
        : source_(std::move(plans), limit, what) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }
    OperatorTraits traits() const override { return {.transforming = true, .needs_order = true}; }

private:
    class Run;
    SubsearchSource source_;
};

class SubsearchAppender::Run final : public OperatorRun {
public:
    Run(const SubsearchAppender& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}
    void finish() override {
        op_.source_.produce(run(), next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override { return next().push(batch); }

private:
    const SubsearchAppender& op_;
};

std::unique_ptr<OperatorRun> SubsearchAppender::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

SourcePtr make_subsearch_source(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what) {
    return std::make_unique<SubsearchSource>(std::move(plans), limit, what);
}

OperatorPtr make_subsearch_appender(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what) {
    return std::make_unique<SubsearchAppender>(std::move(plans), limit, what);
}

}  // namespace karst
