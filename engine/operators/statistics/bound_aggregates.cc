#include "engine/operators/statistics/bound_aggregates.h"

#include <algorithm>

namespace karst {

namespace {

// What the memory of a group costs beside what it holds.
constexpr std::size_t kAllocation = 16;

// A condition counts where it is true: as 1 for functions of numbers, as a value for count.
Value value_of_condition(Value result) {
    if (!result.is_boolean()) {
        return result;
    }
    return result.as_boolean() ? Value::number(1) : Value();
}

std::string expand(const Wildcard& output, const std::vector<std::string_view>& captures) {
    std::string name = output.pieces().front();
    for (std::size_t star = 0; star < captures.size(); ++star) {
        name += captures[star];
        name += output.pieces()[star + 1];
    }
    return name;
}

}  // namespace

BoundAggregates::BoundAggregates(const AggregateList& list, RunContext& run) : list_(list), run_(run) {
    for (const auto& aggregate : list.aggregates()) {
        bound_.push_back({&aggregate, aggregate.field, aggregate.output});
        layout_->add(aggregate, list.all_numeric());
    }
    values_.resize(bound_.size());
}

void BoundAggregates::read(const Row& row, Arena& arena) {
    if (!list_.wildcards().empty()) {
        meet_new_fields(row);
    }
    RowReader reader(row);
    EvalContext context{reader, arena, run_};
    for (std::size_t index = 0; index < bound_.size(); ++index) {
        values_[index] = input_of(bound_[index], row, context);
    }
    time_ = list_.time() ? row.get(*list_.time()) : Value();
}

Value BoundAggregates::input_of(const BoundAggregate& bound, const Row& row, EvalContext& context) const {
    if (bound.aggregate->counts_rows) {
        return Value::number(1);
    }
    return bound.aggregate->eval ? value_of_condition(bound.aggregate->eval->evaluate(context)) : row.get(bound.field);
}

void BoundAggregates::meet_new_fields(const Row& row) {
    const auto slots = row.slots();
    if (met_.size() < slots.size()) {
        met_.resize(slots.size(), false);
    }
    for (FieldId field = 0; field < slots.size(); ++field) {
        if (!met_[field] && !slots[field].is_null()) {
            met_[field] = true;
            meet(field);
        }
    }
}

void BoundAggregates::meet(FieldId field) {
    // A row may have spare slots behind the last field that has a name.
    if (field >= run_.fields.size() || std::find(list_.by().begin(), list_.by().end(), field) != list_.by().end()) {
        return;
    }
    const std::string name(run_.fields.name(field));
    std::vector<std::string_view> captures;
    for (std::size_t index = 0; index < list_.wildcards().size(); ++index) {
        const auto& wildcard = list_.wildcards()[index];
        const bool hidden = !name.empty() && name.front() == '_' && wildcard.field.pieces().front().empty();
        if (!hidden && wildcard.field.matches(name, captures)) {
            bind(index, field, run_.fields.intern(expand(wildcard.output, captures)));
        }
    }
}

void BoundAggregates::bind(std::size_t wildcard, FieldId field, FieldId output) {
    // What is named outright comes before what a wildcard happens to be called; a BY field is never overwritten.
    const bool taken =
        std::any_of(bound_.begin(), bound_.end(), [&](const BoundAggregate& bound) { return bound.output == output; }) ||
        std::find(list_.by().begin(), list_.by().end(), output) != list_.by().end();
    if (!taken) {
        bound_.push_back({&list_.wildcards()[wildcard].prototype, field, output, wildcard});
        layout_->add(list_.wildcards()[wildcard].prototype, list_.all_numeric());
        values_.emplace_back();
    }
}

std::ptrdiff_t BoundAggregates::update(AggregateStates& states, std::span<const Value> values, Value time,
                                       Arena& scratch) const {
    std::ptrdiff_t grown = extend(states);
    states.for_each([&](std::size_t index, AggregateState& state) {
        if (index >= values.size() || values[index].is_null()) {
            return;
        }
        const AggregateInput input{values[index], time, scratch};
        if (bound_[index].aggregate->spec->holds_values) {
            const auto before = state.bytes();
            state.update(input);
            grown += static_cast<std::ptrdiff_t>(state.bytes()) - static_cast<std::ptrdiff_t>(before);
        } else {
            state.update(input);
        }
    });
    return grown;
}

std::ptrdiff_t BoundAggregates::extend(AggregateStates& states) const {
    if (states.size() == layout_->size()) {
        return 0;
    }
    return static_cast<std::ptrdiff_t>(states.extend(*layout_) + kAllocation);
}

std::vector<std::size_t> BoundAggregates::places_of(const BoundAggregates& other) {
    std::vector<std::size_t> places;
    for (const auto& theirs : other.bound_) {
        if (theirs.wildcard == BoundAggregate::kNone) {
            places.push_back(places.size());
            continue;
        }
        // Names that the plan does not have may have other ids in the other run.
        const auto output = run_.fields.intern(other.run_.fields.name(theirs.output));
        bind(theirs.wildcard, run_.fields.intern(other.run_.fields.name(theirs.field)), output);
        const auto place =
            std::find_if(bound_.begin(), bound_.end(), [&](const BoundAggregate& mine) { return mine.output == output; });
        places.push_back(static_cast<std::size_t>(place - bound_.begin()));
    }
    return places;
}

std::ptrdiff_t BoundAggregates::merge(AggregateStates& mine, AggregateStates& theirs,
                                      std::span<const std::size_t> places) const {
    std::ptrdiff_t grown = extend(mine);
    theirs.for_each([&](std::size_t index, AggregateState& state) {
        auto& into = *mine.find(places[index]);
        const auto before = static_cast<std::ptrdiff_t>(into.bytes());
        into.merge(state);
        grown += static_cast<std::ptrdiff_t>(into.bytes()) - before;
    });
    theirs.clear();
    return grown;
}

Value BoundAggregates::finish(const AggregateStates& states, std::size_t index, Arena& arena) const {
    const auto* const state = states.find(index);
    return state != nullptr ? state->finish(arena, run_) : layout_->make(index)->finish(arena, run_);
}

}  // namespace karst
