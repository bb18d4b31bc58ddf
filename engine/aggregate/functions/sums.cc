// count, sum, avg, sumsq: what adding up gives.
#include "engine/aggregate/exact_sum.h"
#include "engine/aggregate/functions/families.h"

#include <cstdint>
#include <vector>

namespace karst {

namespace {

class CountState final : public StateOf<CountState> {
public:
    void update(const AggregateInput& input) override { count_ += input.value.items().size(); }
    void absorb(const CountState& other) { count_ += other.count_; }
    Value finish(Arena&, const RunContext&) const override { return Value::number(static_cast<double>(count_)); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.count_);
    }

private:
    std::uint64_t count_ = 0;
};

class SumState final : public StateOf<SumState> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) {
            sum_.add(number);
            any_ = true;
        });
    }
    void absorb(const SumState& other) {
        sum_.add(other.sum_);
        any_ = any_ || other.any_;
    }
    // The sum of no numbers is no number, and not 0.
    Value finish(Arena&, const RunContext&) const override { return any_ ? Value::number(sum_.value()) : Value(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.sum_, self.any_);
    }

private:
    ExactSum sum_;
    bool any_ = false;
};

class AverageState final : public StateOf<AverageState> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) {
            sum_.add(number);
            ++count_;
        });
    }
    void absorb(const AverageState& other) {
        sum_.add(other.sum_);
        count_ += other.count_;
    }
    Value finish(Arena&, const RunContext&) const override {
        return count_ > 0 ? Value::number(sum_.value() / static_cast<double>(count_)) : Value();
    }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.sum_, self.count_);
    }

private:
    ExactSum sum_;
    std::uint64_t count_ = 0;
};

class SumOfSquaresState final : public StateOf<SumOfSquaresState> {
public:
    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) {
            sum_.add_square(number);
            any_ = true;
        });
    }
    void absorb(const SumOfSquaresState& other) {
        sum_.add(other.sum_);
        any_ = any_ || other.any_;
    }
    Value finish(Arena&, const RunContext&) const override { return any_ ? Value::number(sum_.value()) : Value(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.sum_, self.any_);
    }

private:
    ExactSum sum_;
    bool any_ = false;
};

AggregateSpec rate(std::string_view name, double seconds, std::string_view signature, std::string_view summary) {
    AggregateSpec spec;
    spec.name = name;
    spec.state = state_type<SumState>();
    spec.numeric = true;
    spec.rate_seconds = seconds;
    spec.family = "Time";
    spec.signature = signature;
    spec.summary = summary;
    return spec;
}

}  // namespace

AggregateFamily sum_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "count",
         .aliases = {"c"},
         .state = state_type<CountState>(),
         .takes_no_field = true,
         .family = "Aggregate",
         .signature = "count(<field>)",
         .summary = "How many values the field has; without a field, how many rows there are."},
        {.name = "sum",
         .aliases = {},
         .state = state_type<SumState>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "sum(<field>)",
         .summary = "The sum of the numbers."},
        {.name = "avg",
         .aliases = {"mean"},
         .state = state_type<AverageState>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "avg(<field>)",
         .summary = "The arithmetic mean of the numbers."},
        {.name = "sumsq",
         .aliases = {},
         .state = state_type<SumOfSquaresState>(),
         .numeric = true,
         .family = "Aggregate",
         .signature = "sumsq(<field>)",
         .summary = "The sum of the squares of the numbers."},
        rate("per_second", 1, "per_second(<field>)", "The sum of the numbers for each second of a timechart's bucket."),
        rate("per_minute", 60, "per_minute(<field>)", "The sum of the numbers for each minute of a timechart's bucket."),
        rate("per_hour", 3600, "per_hour(<field>)", "The sum of the numbers for each hour of a timechart's bucket."),
        rate("per_day", 86400, "per_day(<field>)", "The sum of the numbers for each day of a timechart's bucket."),
    };
    return kTable;
}

}  // namespace karst
