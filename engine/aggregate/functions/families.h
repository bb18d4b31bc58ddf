// The rows of each file of this folder, and what their states share. To add a function: write its state in the file of its
// family and add its row there; aggregate_table.cc joins the families.
#pragma once

#include "engine/aggregate/aggregate.h"
#include "engine/value/archive.h"
#include "engine/value/number.h"

#include <cmath>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>

namespace karst {

using AggregateFamily = std::span<const AggregateSpec>;

AggregateFamily sum_aggregates();
AggregateFamily spread_aggregates();
AggregateFamily percentile_aggregates();
AggregateFamily extreme_aggregates();
AggregateFamily distinct_aggregates();
AggregateFamily event_order_aggregates();
AggregateFamily multivalue_aggregates();
AggregateFamily time_aggregates();
AggregateFamily unsupported_aggregates();

/// Base of the states: `absorb(const Self&)` does what merge() is for, and `fields(self, archive)` lists what is written
/// (engine/value/archive.h).
template <class Self>
class StateOf : public AggregateState {
public:
    void merge(const AggregateState& other) final { static_cast<Self*>(this)->absorb(static_cast<const Self&>(other)); }
    void write(ArchiveWriter& out) const final { Self::fields(static_cast<const Self&>(*this), out); }
    void read(ArchiveReader& in) final { Self::fields(static_cast<Self&>(*this), in); }
};

/// The type of a state that is made from the options where it wants them. A state with a fixed parameter is a class of its own.
template <class State>
AggregateStateType state_type() {
    static_assert(alignof(State) <= alignof(std::max_align_t));
    if constexpr (std::is_constructible_v<State, const AggregateOptions&>) {
        return {[](const AggregateOptions& options) -> AggregateStatePtr { return std::make_unique<State>(options); },
                [](void* memory, const AggregateOptions& options) -> AggregateState* {
                    return std::construct_at(static_cast<State*>(memory), options);
                },
                sizeof(State)};
    } else {
        return {[](const AggregateOptions&) -> AggregateStatePtr { return std::make_unique<State>(); },
                [](void* memory, const AggregateOptions&) -> AggregateState* {
                    return std::construct_at(static_cast<State*>(memory));
                },
                sizeof(State)};
    }
}

/// Calls `visit(double)` for each item that is or spells a number. Others do not count in statistics of numbers (Search
/// Reference, "Statistical and charting functions").
template <class Visit>
void for_each_number(Value value, Visit visit) {
    for (const Value item : value.items()) {
        // No text spells nan, but a computed number can be it, and it has no place in any order.
        if (const auto number = to_number(item); number && !std::isnan(*number)) {
            visit(*number);
        }
    }
}

/// Calls `visit(std::string_view)` with the text of each item.
template <class Visit>
void for_each_text(const AggregateInput& input, Visit visit) {
    for (const Value item : input.value.items()) {
        visit(text_of(item, input.scratch));
    }
}

}  // namespace karst
