// The aggregates of a command in one run: reads their inputs from rows, and knows which fields the wildcards have turned out
// to stand for. One per run; the states of the groups are kept by whoever groups.
#pragma once

#include "engine/operators/statistics/aggregate_list.h"
#include "engine/operators/statistics/aggregate_states.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace karst {

/// An aggregate whose field is known.
struct BoundAggregate {
    const Aggregate* aggregate;
    FieldId field;
    FieldId output;
    std::size_t wildcard = kNone;  // which of the list's wildcards it comes from

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

class BoundAggregates {
public:
    /// Both outlive this.
    BoundAggregates(const AggregateList& list, RunContext& run);

    /// Reads what the aggregates want to see of a row. `arena` keeps the results of evals, and must live until the updates.
    void read(const Row& row, Arena& arena);

    /// What read() found: the values by aggregate, and the time.
    std::span<const Value> values() const { return values_; }
    Value time() const { return time_; }

    /// Updates a group's states with what was read; states are made when they are first needed. Gives by how many bytes the
    /// group has grown.
    std::ptrdiff_t update(AggregateStates& states, Arena& scratch) const { return update(states, values_, time_, scratch); }
    std::ptrdiff_t update(AggregateStates& states, std::span<const Value> values, Value time, Arena& scratch) const;

    /// Makes the states that a group has not got yet. Gives by how many bytes it has grown.
    std::ptrdiff_t extend(AggregateStates& states) const;

    /// Where the aggregates of `other`, of the same list in another run, stand in this one: fields that only the other run has
    /// met become known here.
    std::vector<std::size_t> places_of(const BoundAggregates& other);
    /// Merges states of `other`; `places` are those of places_of(). `theirs` is left without states.
    std::ptrdiff_t merge(AggregateStates& mine, AggregateStates& theirs, std::span<const std::size_t> places) const;

    /// The result of one aggregate; of a group that has not seen it, the result over nothing.
    Value finish(const AggregateStates& states, std::size_t index, Arena& arena) const;

    const AggregateList& list() const { return list_; }
    std::size_t size() const { return bound_.size(); }
    const BoundAggregate& operator[](std::size_t index) const { return bound_[index]; }

private:
    void meet_new_fields(const Row& row);
    void meet(FieldId field);
    void bind(std::size_t wildcard, FieldId field, FieldId output);
    Value input_of(const BoundAggregate& bound, const Row& row, EvalContext& context) const;

    const AggregateList& list_;
    RunContext& run_;
    std::vector<BoundAggregate> bound_;
    std::unique_ptr<StateLayout> layout_ = std::make_unique<StateLayout>();  // states know its address
    std::vector<bool> met_;  // by field id: seen with a value, and compared with the wildcards
    std::vector<Value> values_;
    Value time_;
};

}  // namespace karst
