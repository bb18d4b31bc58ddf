#include "parser/commands/time/makecontinuous.h"
#include "engine/operators/time/value_buckets.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_limit.h"
#include "engine/value/number.h"

#include <limits>
#include <map>

namespace karst {

namespace {

// More rows than this are not made of nothing: Splunk's own limit on buckets (limits.conf, [discretize] maxbins).
constexpr std::size_t kMaxBuckets = 50'000;

class MakecontinuousOperator final : public Operator {
public:
    MakecontinuousOperator(std::string name, FieldId field, BucketPlan buckets)
        : name_(std::move(name)), field_(field), buckets_(std::move(buckets)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add(name_); }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .transforming = true};
    }

private:
    class Run;
    std::string name_;
    FieldId field_;
    BucketPlan buckets_;
};

// Rows in the order of their buckets, and one for every bucket between that has none.
class MakecontinuousOperator::Run final : public CollectingRun {
public:
    Run(const MakecontinuousOperator& op, RunContext& run, RowSink& next)
        : CollectingRun("makecontinuous", run, next), op_(op), buckets_(op.buckets_, run) {}

    void finish() override {
        if (!op_.buckets_.known()) {
            buckets_.choose(min_, greatest_);
        }
        auto& held = batches();
        std::map<double, std::vector<Row>> rows;
        for (auto& batch : held) {
            for (auto& row : batch.rows()) {
                if (const auto number = to_number(row.get(op_.field_))) {
                    const double start = buckets_.start(*number);
                    batch.set(row, op_.field_, Value::number(start));
                    rows[start].push_back(row);
                }
            }
        }
        push(rows);
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            if (const auto number = to_number(row.get(op_.field_))) {
                min_ = std::min(min_, *number);
                greatest_ = std::max(greatest_, *number);
            }
        }
        return CollectingRun::consume(batch);
    }

private:
    void push(const std::map<double, std::vector<Row>>& rows) {
        const auto home = std::make_shared<const std::vector<Batch>>(std::move(batches()));
        Batch batch;
        batch.pin(home);
        std::size_t made = 0;
        double expected = rows.empty() ? 0 : rows.begin()->first;
        for (const auto& [start, here] : rows) {
            for (; expected < start; expected = buckets_.next(expected)) {
                if (++made > kMaxBuckets) {
                    throw RunLimitError("makecontinuous would add more than " + std::to_string(kMaxBuckets) +
                                        " rows; a longer span makes fewer");
                }
                Row& row = batch.append(op_.field_ + 1);
                batch.set(row, op_.field_, Value::number(expected));
            }
            batch.rows().insert(batch.rows().end(), here.begin(), here.end());
            expected = buckets_.next(start);
            if (batch.size() >= Batch::kRows) {
                if (!next().push(batch)) {
                    return;
                }
                batch = Batch();
                batch.pin(home);
            }
        }
        if (!batch.empty()) {
            next().push(batch);
        }
    }

    const MakecontinuousOperator& op_;
    ValueBuckets buckets_;
    double min_ = std::numeric_limits<double>::infinity();
    double greatest_ = -std::numeric_limits<double>::infinity();
};

std::unique_ptr<OperatorRun> MakecontinuousOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_makecontinuous(const Command& command, Planner& planner) {
    const auto& makecontinuous = static_cast<const MakecontinuousCommand&>(command);
    auto buckets = BucketPlan::make(makecontinuous.field, makecontinuous.buckets, planner);
    if (buckets.log) {
        planner.fail("spl-bad-span", makecontinuous.buckets.span_place, "makecontinuous takes no logarithmic span");
    }
    return OperatorPtr(std::make_unique<MakecontinuousOperator>(makecontinuous.field.name,
                                                                planner.field(makecontinuous.field.name), std::move(buckets)));
}

}  // namespace karst
