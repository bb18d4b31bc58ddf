// stdev, stdevp, var, varp, range: how far numbers lie apart.
#include "engine/aggregate/exact_sum.h"
#include "engine/aggregate/functions/families.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace karst {

namespace {

enum class Moment { SampleVariance, PopulationVariance, SampleDeviation, PopulationDeviation };

// The sum of the squares minus the square of the sum would cancel to nothing for time stamps and identifiers, which are large
// and close together, if both were not exact and the difference of twice a double's precision.
template <Moment kMoment>
class MomentState final : public StateOf<MomentState<kMoment>> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) {
            count_ += 1;
            sum_.add(number);
            squares_.add_square(number);
        });
    }

    void absorb(const MomentState& other) {
        count_ += other.count_;
        sum_.add(other.sum_);
        squares_.add(other.squares_);
    }

    Value finish(Arena&, const RunContext&) const override {
        if (count_ == 0) {
            return {};
        }
        constexpr bool sample = kMoment == Moment::SampleVariance || kMoment == Moment::SampleDeviation;
        // The spread of one value is 0, also of a sample.
        const double variance = count_ == 1 ? 0 : squared_differences() / (sample ? count_ - 1 : count_);
        constexpr bool deviation = kMoment == Moment::SampleDeviation || kMoment == Moment::PopulationDeviation;
        return Value::number(deviation ? std::sqrt(variance) : variance);
    }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.count_, self.sum_, self.squares_);
    }

private:
    // Of the numbers from their mean: the sum of the squares less the square of the sum by the count.
    double squared_differences() const {
        const double sum = sum_.value();
        const double square = sum * sum;
        const double square_rest = std::fma(sum, sum, -square) + 2 * sum * sum_.remainder();
        const double part = square / count_;
        const double part_rest = (std::fma(-part, count_, square) + square_rest) / count_;
        const double difference = squares_.value() - part;
        const double lost = (squares_.value() - (difference + part)) + (squares_.remainder() - part_rest);
        return std::max(0.0, difference + lost);
    }

    double count_ = 0;
    ExactSum sum_;
    ExactSum squares_;
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

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.min_, self.max_, self.any_);
    }

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
         .state = state_type<MomentState<Moment::SampleDeviation>>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "stdev(<field>)",
         .summary = "The sample standard deviation of the numbers."},
        {.name = "stdevp",
         .aliases = {},
         .state = state_type<MomentState<Moment::PopulationDeviation>>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "stdevp(<field>)",
         .summary = "The population standard deviation of the numbers."},
        {.name = "var",
         .aliases = {},
         .state = state_type<MomentState<Moment::SampleVariance>>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "var(<field>)",
         .summary = "The sample variance of the numbers."},
        {.name = "varp",
         .aliases = {},
         .state = state_type<MomentState<Moment::PopulationVariance>>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "varp(<field>)",
         .summary = "The population variance of the numbers."},
        {.name = "range",
         .aliases = {},
         .state = state_type<RangeState>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "range(<field>)",
         .summary = "The largest number less the smallest."},
    };
    return kTable;
}

}  // namespace karst
