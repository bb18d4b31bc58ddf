#include "engine/plan/newest_first.h"

#include "engine/plan/batches.h"
#include "engine/run/memory_account.h"
#include "engine/value/number.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace karst {

namespace {

class NewestFirst final : public Operator {
public:
    explicit NewestFirst(FieldId time) : time_(time) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add("_time"); }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true, .sets_order = true};
    }

private:
    class Run;
    FieldId time_;
};

class NewestFirst::Run final : public OperatorRun {
public:
    Run(const NewestFirst& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

    void finish() override {
        std::vector<std::pair<double, Row>> timed;
        for (const auto& batch : batches_) {
            for (const auto& row : batch.rows()) {
                timed.emplace_back(to_number(row.get(op_.time_)).value_or(-std::numeric_limits<double>::infinity()), row);
            }
        }
        // Turned round first, so that of events of one time the last to come is the first to leave.
        std::reverse(timed.begin(), timed.end());
        std::stable_sort(timed.begin(), timed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<Row> rows;
        rows.reserve(timed.size());
        for (const auto& [time, row] : timed) {
            rows.push_back(row);
        }
        push_rows(std::move(batches_), rows, next());
        batches_.clear();
        next().finish();
    }

protected:
    /// Throws MemoryLimitError beyond --max-memory.
    bool consume(Batch& batch) override {
        bytes_ += batch.bytes();
        memory_.hold(bytes_);
        batches_.push_back(std::move(batch));
        return true;
    }

private:
    const NewestFirst& op_;
    std::vector<Batch> batches_;
    std::size_t bytes_ = 0;
    HeldMemory memory_{run().memory, "a search that depends on the order of events"};
};

std::unique_ptr<OperatorRun> NewestFirst::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

OperatorPtr make_newest_first(FieldId time) {
    return std::make_unique<NewestFirst>(time);
}

}  // namespace karst
