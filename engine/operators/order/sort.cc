#include "parser/commands/order/sort.h"
#include "engine/operators/common/row_order.h"
#include "engine/plan/external_sort.h"
#include "engine/plan/planner.h"

#include <limits>
#include <string>

namespace karst {

namespace {

constexpr auto kAll = std::numeric_limits<std::size_t>::max();

class SortOperator final : public Operator {
public:
    SortOperator(RowOrder order, std::size_t limit, bool limit_given)
        : order_(std::move(order)), limit_(limit), limit_given_(limit_given) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { order_.propagate_required_fields(live); }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true, .sets_order = true};
    }

private:
    class Run;
    RowOrder order_;
    std::size_t limit_;
    bool limit_given_;
};

class SortOperator::Run final : public OperatorRun {
public:
    Run(const SortOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), op_(op), sort_(op.order_, op.limit_, "sort", run) {}

    void finish() override {
        if (!op_.limit_given_ && rows_in() > op_.limit_) {
            run().warn("sort kept the first " + std::to_string(op_.limit_) + " of " + std::to_string(rows_in()) +
                       " results, as Splunk does; sort 0 keeps all");
        }
        sort_.push_into(next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        sort_.add(batch);
        return true;
    }

private:
    const SortOperator& op_;
    ExternalSort<RowOrder> sort_;
};

std::unique_ptr<OperatorRun> SortOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_sort(const Command& command, Planner& planner) {
    const auto& sort = static_cast<const SortCommand&>(command);
    std::size_t limit = planner.environment().limits.sort_rows;
    if (sort.limit) {
        limit = *sort.limit == 0 ? kAll : static_cast<std::size_t>(*sort.limit);
    }
    return OperatorPtr(std::make_unique<SortOperator>(RowOrder(sort, planner), limit, sort.limit.has_value()));
}

}  // namespace karst
