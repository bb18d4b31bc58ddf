#include "engine/plan/newest_first.h"

#include "engine/plan/external_sort.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace karst {

namespace {

// By falling _time, and of events of one time the last to come first.
struct ByTime {
    using Key = double;
    static constexpr bool kLaterFirst = true;

    void read(const Row& row, Key& key) const {
        const auto number = to_number(row.get(time));
        key = number && !std::isnan(*number) ? *number : -std::numeric_limits<double>::infinity();
    }
    static int compare(Key left, Key right) { return left > right ? -1 : left < right ? 1 : 0; }

    std::vector<Row> sorted(const std::vector<Batch>& batches) const {
        std::vector<std::pair<Key, Row>> timed;
        for (const auto& batch : batches) {
            for (const auto& row : batch.rows()) {
                read(row, timed.emplace_back(0, row).first);
            }
        }
        std::reverse(timed.begin(), timed.end());
        std::stable_sort(timed.begin(), timed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::vector<Row> rows;
        rows.reserve(timed.size());
        for (const auto& [its_time, row] : timed) {
            rows.push_back(row);
        }
        return rows;
    }

    FieldId time;
};

class NewestFirst final : public Operator {
public:
    explicit NewestFirst(FieldId time) : order_{time} {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add("_time"); }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true, .sets_order = true};
    }

private:
    class Run;
    ByTime order_;
};

class NewestFirst::Run final : public OperatorRun {
public:
    Run(const NewestFirst& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), sort_(op.order_, kAll, "a search that depends on the order of events", run) {}

    void finish() override {
        sort_.push_into(next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        sort_.add(batch);
        return true;
    }

private:
    static constexpr auto kAll = std::numeric_limits<std::size_t>::max();
    ExternalSort<ByTime> sort_;
};

std::unique_ptr<OperatorRun> NewestFirst::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

OperatorPtr make_newest_first(FieldId time) {
    return std::make_unique<NewestFirst>(time);
}

}  // namespace karst
