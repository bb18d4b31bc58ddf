// perc<N>, exactperc<N>, upperperc<N>, median.
//
// All numbers are kept, so every percentile is exact. Splunk's perc and upperperc estimate from digests once a field has more
// than a thousand distinct values, and are the same as exactperc below that (Search Reference, "Aggregate functions", perc).
#include "engine/aggregate/functions/families.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace karst {

namespace {

class PercentileState : public StateOf<PercentileState> {
public:
    explicit PercentileState(const AggregateOptions& options) : percent_(options.parameter) {}

    void update(const AggregateInput& input) override {
        for_each_number(input.value, [this](double number) { numbers_.push_back(number); });
    }
    void absorb(const PercentileState& other) { numbers_.insert(numbers_.end(), other.numbers_.begin(), other.numbers_.end()); }

    Value finish(Arena&, const RunContext&) const override {
        if (numbers_.empty()) {
            return {};
        }
        sort();
        // Between two ranks the result lies in proportion: perc50 of 1 to 10 is 5.5, perc95 is 9.55.
        const double rank = std::clamp(percent_, 0.0, 100.0) * static_cast<double>(numbers_.size() - 1) / 100;
        const auto below = static_cast<std::size_t>(rank);
        const auto above = std::min(below + 1, numbers_.size() - 1);
        const double part = rank - static_cast<double>(below);
        return Value::number(part == 0 ? numbers_[below] : numbers_[below] + part * (numbers_[above] - numbers_[below]));
    }

    std::size_t bytes() const override { return numbers_.capacity() * sizeof(double); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.numbers_, self.sorted_);
    }

private:
    // streamstats asks after every row, so what was sorted before is kept and only the new numbers are sorted in.
    void sort() const {
        const auto middle = numbers_.begin() + static_cast<std::ptrdiff_t>(sorted_);
        std::sort(middle, numbers_.end());
        std::inplace_merge(numbers_.begin(), middle, numbers_.end());
        sorted_ = numbers_.size();
    }

    double percent_;
    mutable std::vector<double> numbers_;
    mutable std::size_t sorted_ = 0;  // so many at the front are in order
};

class MedianState final : public PercentileState {
public:
    MedianState() : PercentileState({.parameter = 50}) {}
};

AggregateSpec percentile(std::string_view name, std::vector<std::string_view> aliases, std::string_view signature,
                         std::string_view summary) {
    AggregateSpec spec;
    spec.name = name;
    spec.aliases = std::move(aliases);
    spec.state = state_type<PercentileState>();
    spec.takes_parameter = true;
    spec.numeric = true;
    spec.holds_values = true;
    spec.family = "Aggregate";
    spec.signature = signature;
    spec.summary = summary;
    return spec;
}

}  // namespace

AggregateFamily percentile_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        percentile("perc", {"p"}, "perc<N>(<field>)",
                   "The N-th percentile of the numbers, between two of them where N falls between."),
        percentile("exactperc", {}, "exactperc<N>(<field>)", "The same as perc<N>, which is exact here too."),
        percentile("upperperc", {}, "upperperc<N>(<field>)",
                   "The same as perc<N>: an exact percentile is its own upper bound."),
        {.name = "median",
         .aliases = {},
         .state = state_type<MedianState>(),
         .numeric = true,
         .holds_values = true,
         .family = "Aggregate",
         .signature = "median(<field>)",
         .summary = "The middle of the numbers: perc50."},
    };
    return kTable;
}

}  // namespace karst
