// earliest, latest, earliest_time, latest_time, rate: by the time of the rows (Search Reference, "Time functions"). A row
// without _time does not count.
#include "engine/aggregate/functions/families.h"
#include "engine/aggregate/stored_value.h"

#include <optional>
#include <vector>

namespace karst {

namespace {

enum class Side { Earliest, Latest };

// True when a value at `time`, seen after one at `known`, takes its place. Events of the same time come with the newest first,
// so of equal times the latest is the one that was seen first and the earliest the one that was seen last.
template <Side kSide>
bool replaces(double time, double known) {
    return kSide == Side::Earliest ? time <= known : time > known;
}

template <Side kSide>
class TimedValueState final : public StateOf<TimedValueState<kSide>> {
public:
    void update(const AggregateInput& input) override {
        const auto time = to_number(input.time);
        if (time && !input.value.is_null()) {
            see(*time, input.value.items().front());
        }
    }
    void absorb(const TimedValueState& other) {
        if (!other.value_.is_null()) {
            see(other.time_, other.value_.get());
        }
    }
    Value finish(Arena& arena, const RunContext&) const override { return arena.copy(value_.get()); }
    std::size_t bytes() const override { return value_.bytes(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.time_, self.value_);
    }

private:
    void see(double time, Value value) {
        if (value_.is_null() || replaces<kSide>(time, time_)) {
            time_ = time;
            value_.set(value);
        }
    }

    double time_ = 0;
    StoredValue value_;
};

template <Side kSide>
class TimeState final : public StateOf<TimeState<kSide>> {
public:
    void update(const AggregateInput& input) override {
        if (const auto time = to_number(input.time); time && !input.value.is_null()) {
            see(*time);
        }
    }
    void absorb(const TimeState& other) {
        if (other.time_) {
            see(*other.time_);
        }
    }
    Value finish(Arena&, const RunContext&) const override { return time_ ? Value::number(*time_) : Value(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.time_);
    }

private:
    void see(double time) {
        if (!time_ || replaces<kSide>(time, *time_)) {
            time_ = time;
        }
    }

    std::optional<double> time_;
};

// How much a counter grew a second between its earliest and its latest value.
class RateState final : public StateOf<RateState> {
public:
    void update(const AggregateInput& input) override {
        const auto time = to_number(input.time);
        if (!time) {
            return;
        }
        for_each_number(input.value, [&](double number) {
            const Reading reading{*time, number};
            see(reading, reading);
        });
    }
    void absorb(const RateState& other) {
        if (other.any_) {
            see(other.earliest_, other.latest_);
        }
    }
    Value finish(Arena&, const RunContext&) const override {
        const double seconds = latest_.time - earliest_.time;
        return any_ && seconds > 0 ? Value::number((latest_.number - earliest_.number) / seconds) : Value();
    }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.earliest_, self.latest_, self.any_);
    }

private:
    struct Reading {
        double time = 0;
        double number = 0;

        template <class Self, class Archive>
        static void fields(Self& self, Archive& archive) {
            archive(self.time, self.number);
        }
    };

    void see(const Reading& earliest, const Reading& latest) {
        if (!any_ || replaces<Side::Earliest>(earliest.time, earliest_.time)) {
            earliest_ = earliest;
        }
        if (!any_ || replaces<Side::Latest>(latest.time, latest_.time)) {
            latest_ = latest;
        }
        any_ = true;
    }

    Reading earliest_;
    Reading latest_;
    bool any_ = false;
};

}  // namespace

AggregateFamily time_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "earliest",
         .aliases = {},
         .state = state_type<TimedValueState<Side::Earliest>>(),
         .needs_time = true,
         .holds_values = true,
         .family = "Time",
         .signature = "earliest(<field>)",
         .summary = "The value of the oldest row that has the field."},
        {.name = "latest",
         .aliases = {},
         .state = state_type<TimedValueState<Side::Latest>>(),
         .needs_time = true,
         .holds_values = true,
         .family = "Time",
         .signature = "latest(<field>)",
         .summary = "The value of the newest row that has the field."},
        {.name = "earliest_time",
         .aliases = {},
         .state = state_type<TimeState<Side::Earliest>>(),
         .needs_time = true,
         .family = "Time",
         .signature = "earliest_time(<field>)",
         .summary = "The time of the oldest row that has the field."},
        {.name = "latest_time",
         .aliases = {},
         .state = state_type<TimeState<Side::Latest>>(),
         .needs_time = true,
         .family = "Time",
         .signature = "latest_time(<field>)",
         .summary = "The time of the newest row that has the field."},
        {.name = "rate",
         .aliases = {},
         .state = state_type<RateState>(),
         .needs_time = true,
         .numeric = true,
         .family = "Time",
         .signature = "rate(<field>)",
         .summary = "How much a counter grew a second, from its earliest to its latest value."},
    };
    return kTable;
}

}  // namespace karst
