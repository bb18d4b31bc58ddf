// first and last: by the order in which rows come, whatever their time (Search Reference, "Event order functions"). Of a
// multivalue, each value counts as if it came by itself.
#include "engine/aggregate/functions/families.h"
#include "engine/aggregate/stored_value.h"

#include <vector>

namespace karst {

namespace {

class FirstState final : public StateOf<FirstState> {
public:
    void update(const AggregateInput& input) override {
        if (value_.is_null() && !input.value.is_null()) {
            value_.set(input.value.items().front());
        }
    }
    void absorb(const FirstState& other) {
        if (value_.is_null()) {
            value_.set(other.value_.get());
        }
    }
    Value finish(Arena& arena, const RunContext&) const override { return arena.copy(value_.get()); }
    std::size_t bytes() const override { return value_.bytes(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.value_);
    }

private:
    StoredValue value_;
};

class LastState final : public StateOf<LastState> {
public:
    void update(const AggregateInput& input) override {
        if (!input.value.is_null()) {
            value_.set(input.value.items().back());
        }
    }
    void absorb(const LastState& other) {
        if (!other.value_.is_null()) {
            value_.set(other.value_.get());
        }
    }
    Value finish(Arena& arena, const RunContext&) const override { return arena.copy(value_.get()); }
    std::size_t bytes() const override { return value_.bytes(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.value_);
    }

private:
    StoredValue value_;
};

}  // namespace

AggregateFamily event_order_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "first",
         .aliases = {},
         .state = state_type<FirstState>(),
         .depends_on_order = true,
         .holds_values = true,
         .family = "Event order",
         .signature = "first(<field>)",
         .summary = "The first value that was seen: of events in their usual order, the most recent."},
        {.name = "last",
         .aliases = {},
         .state = state_type<LastState>(),
         .depends_on_order = true,
         .holds_values = true,
         .family = "Event order",
         .signature = "last(<field>)",
         .summary = "The last value that was seen: of events in their usual order, the oldest."},
    };
    return kTable;
}

}  // namespace karst
