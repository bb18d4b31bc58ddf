#include "parser/commands/order/sort.h"
#include "engine/operators/common/row_order.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"

#include <algorithm>
#include <limits>

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

class SortOperator::Run final : public CollectingRun {
public:
    Run(const SortOperator& op, RunContext& run, RowSink& next) : CollectingRun("sort", run, next), op_(op) {}

    void finish() override {
        if (!op_.limit_given_ && rows_in() > op_.limit_) {
            run().warn("sort kept the first " + std::to_string(op_.limit_) + " of " + std::to_string(rows_in()) +
                       " results, as Splunk does; sort 0 keeps all");
        }
        const auto rows = first_rows();
        push_rows(std::move(batches()), rows, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        held_ += batch.size();
        CollectingRun::consume(batch);
        // With a limit, most of what comes can be forgotten at once: memory follows the limit, not the input.
        if (held_ / 2 > op_.limit_ && held_ - op_.limit_ > 16 * Batch::kRows) {
            forget_surplus();
        }
        return true;
    }

private:
    std::vector<Row> first_rows() {
        auto rows = op_.order_.sorted(batches());
        rows.resize(std::min(rows.size(), op_.limit_));
        return rows;
    }

    // What is kept is in order, and equal rows that come later stay behind it: the sort at the end is stable.
    void forget_surplus() {
        std::vector<Batch> kept;
        for (const auto& row : first_rows()) {
            if (kept.empty() || kept.back().size() >= Batch::kRows) {
                kept.emplace_back();
            }
            kept.back().append_copy(row);
        }
        keep_only(std::move(kept));
        held_ = op_.limit_;
    }

    const SortOperator& op_;
    std::size_t held_ = 0;
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
