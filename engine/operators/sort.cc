#include "parser/commands/sort.h"
#include "engine/operators/row_order.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

namespace karst {

namespace {

class SortOperator final : public Operator {
public:
    SortOperator(RowOrder order, std::size_t limit, bool limit_given)
        : order_(std::move(order)), limit_(limit), limit_given_(limit_given) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override { order_.require(live); }
    OperatorTraits traits() const override { return {.streaming = false, .needs_order = true}; }

private:
    class Run;
    RowOrder order_;
    std::size_t limit_;
    bool limit_given_;
};

class SortOperator::Run final : public CollectingRun {
public:
    Run(const SortOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {}

    void finish() override {
        auto rows = sorted_rows(batches(), op_.order_);
        if (rows.size() > op_.limit_) {
            if (!op_.limit_given_) {
                run().warn("sort kept the first " + std::to_string(op_.limit_) + " of " + std::to_string(rows.size()) +
                           " results, as Splunk does; sort 0 keeps all");
            }
            rows.resize(op_.limit_);
        }
        push_rows(rows, next());
        next().finish();
    }

private:
    const SortOperator& op_;
};

std::unique_ptr<OperatorRun> SortOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_sort(const Command& command, Planner& planner) {
    const auto& sort = static_cast<const SortCommand&>(command);
    std::size_t limit = planner.environment().limits.sort_rows;
    if (sort.limit) {
        limit = *sort.limit == 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(*sort.limit);
    }
    return OperatorPtr(std::make_unique<SortOperator>(RowOrder(sort, planner), limit, sort.limit.has_value()));
}

}  // namespace karst
