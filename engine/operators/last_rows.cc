#include "engine/operators/last_rows.h"

#include "engine/operators/row_order.h"
#include "engine/plan/subsearch.h"

#include <algorithm>

namespace karst {

namespace {

// The last rows, last first.
class LastRowsOperator final : public Operator {
public:
    explicit LastRowsOperator(std::size_t limit) : limit_(limit) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet&) const override {}
    OperatorTraits traits() const override { return {.streaming = false, .needs_order = true}; }

private:
    class Run;
    std::size_t limit_;
};

class LastRowsOperator::Run final : public CollectingRun {
public:
    Run(const LastRowsOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op) {}

    void finish() override {
        std::vector<const Row*> rows;
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                rows.push_back(&row);
            }
        }
        std::reverse(rows.begin(), rows.end());
        rows.resize(std::min(rows.size(), op_.limit_));
        push_rows(rows, next());
        next().finish();
    }

private:
    const LastRowsOperator& op_;
};

std::unique_ptr<OperatorRun> LastRowsOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

OperatorPtr make_last_rows_operator(std::size_t limit) {
    return std::make_unique<LastRowsOperator>(limit);
}

}  // namespace karst
