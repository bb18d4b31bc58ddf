#include "engine/operators/order/tail_operator.h"
#include "engine/plan/batches.h"

#include "engine/operators/common/row_order.h"
#include "engine/run/memory_account.h"

#include <algorithm>
#include <deque>
#include <iterator>

namespace karst {

namespace {

class TailOperator final : public Operator {
public:
    TailOperator(std::size_t limit, std::string_view command) : limit_(limit), command_(command) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet&) const override {}
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true};
    }

private:
    class Run;
    std::size_t limit_;
    std::string_view command_;
};

class TailOperator::Run final : public OperatorRun {
public:
    Run(const TailOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        std::vector<Batch> batches(std::make_move_iterator(held_.begin()), std::make_move_iterator(held_.end()));
        auto rows = all_rows(batches);
        std::reverse(rows.begin(), rows.end());
        rows.resize(std::min(rows.size(), op_.limit_));
        push_rows(std::move(batches), rows, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        rows_ += batch.size();
        bytes_ += batch.bytes();
        held_.push_back(std::move(batch));
        while (!held_.empty() && rows_ - held_.front().size() >= op_.limit_) {
            rows_ -= held_.front().size();
            bytes_ -= held_.front().bytes();
            held_.pop_front();
        }
        memory_.hold(bytes_);
        return true;
    }

private:
    const TailOperator& op_;
    std::deque<Batch> held_;
    std::size_t rows_ = 0;
    std::size_t bytes_ = 0;
    HeldMemory memory_{run().memory, std::string(op_.command_)};
};

std::unique_ptr<OperatorRun> TailOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

OperatorPtr make_tail_operator(std::size_t limit, std::string_view command) {
    return std::make_unique<TailOperator>(limit, command);
}

}  // namespace karst
