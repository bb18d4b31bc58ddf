// stdev, stdevp, var, varp, range: how far numbers lie apart.
#include "engine/aggregate/functions/families.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace karst {

namespace {

enum class Moment { SampleVariance, PopulationVariance, SampleDeviation, PopulationDeviation };

// Welford's running mean and sum of squared differences, with Chan's formula to combine two of them: the sum of squares minus
// the square of the sum would cancel to nothing for time stamps and identifiers, which are large and close together.
template <Moment kMoment>
class MomentState final : public StateOf<MomentState<kMoment>> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) {
            count_ += 1;
            const double difference = number - mean_;
            mean_ += difference / count_;
            squares_ += difference * (number - mean_);
        });
    }

    void absorb(const MomentState& other) {
        if (other.count_ == 0) {
            return;
        }
        const double count = count_ + other.count_;
        const double difference = other.mean_ - mean_;
        mean_ += difference * (other.count_ / count);
        squares_ += other.squares_ + difference * difference * (count_ * other.count_ / count);
        count_ = count;
    }

    Value finish(Arena&, const RunContext&) const override {
        if (count_ == 0) {
            return {};
        }
        constexpr bool sample = kMoment == Moment::SampleVariance || kMoment == Moment::SampleDeviation;
        // The spread of one value is 0, also of a sample.
        const double variance = count_ == 1 ? 0 : squares_ / (sample ? count_ - 1 : count_);
        constexpr bool deviation = kMoment == Moment::SampleDeviation || kMoment == Moment::PopulationDeviation;
        return Value::number(deviation ? std::sqrt(variance) : variance);
    }

private:
    double count_ = 0;
    double mean_ = 0;
    double squares_ = 0;
};

class RangeState final : public StateOf<RangeState> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) { extend(number, number); });
    }
    void absorb(const RangeState& other) {
        if (other.any_) {
            extend(other.min_, other.max_);
        }
    }
    Value finish(Arena&, const RunContext&) const override { return any_ ? Value::number(max_ - min_) : Value(); }

private:
    void extend(double least, double most) {
        min_ = any_ ? std::min(min_, least) : least;
        max_ = any_ ? std::max(max_, most) : most;
        any_ = true;
    }

    double min_ = 0;
    double max_ = 0;
    bool any_ = false;
};

}  // namespace

AggregateFamily spread_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "stdev",
         .aliases = {},
         .make = make_state_of<MomentState<Moment::SampleDeviation>>,
         .numeric = true,
         .family = "Aggregate",
         .signature = "stdev(<field>)",
         .summary = "The sample standard deviation of the numbers."},
        {.name = "stdevp",
         .aliases = {},
         .make = make_state_of<MomentState<Moment::PopulationDeviation>>,
         .numeric = true,
         .family = "Aggregate",
         .signature = "stdevp(<field>)",
         .summary = "The population standard deviation of the numbers."},
        {.name = "var",
         .aliases = {},
         .make = make_state_of<MomentState<Moment::SampleVariance>>,
         .numeric = true,
         .family = "Aggregate",
         .signature = "var(<field>)",
         .summary = "The sample variance of the numbers."},
        {.name = "varp",
         .aliases = {},
         .make = make_state_of<MomentState<Moment::PopulationVariance>>,
         .numeric = true,
         .family = "Aggregate",
         .signature = "varp(<field>)",
         .summary = "The population variance of the numbers."},
        {.name = "range",
         .aliases = {},
         .make = make_state_of<RangeState>,
         .numeric = true,
         .family = "Aggregate",
         .signature = "range(<field>)",
         .summary = "The largest number less the smallest."},
    };
    return kTable;
}

}  // namespace karst
