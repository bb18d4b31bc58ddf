#include "engine/operators/statistics/bound_aggregates.h"

#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

// allnum=true: a result only if all that was seen are numbers (Search Reference, stats, allnum).
class AllNumericState final : public AggregateState {
public:
    explicit AllNumericState(AggregateStatePtr inner) : inner_(std::move(inner)) {}

    void update(const AggregateInput& input) override {
        const auto items = input.value.items();
        numeric_ = numeric_ && std::all_of(items.begin(), items.end(), [](Value item) { return to_number(item).has_value(); });
        inner_->update(input);
    }
    void merge(const AggregateState& other) override {
        const auto& same = static_cast<const AllNumericState&>(other);
        numeric_ = numeric_ && same.numeric_;
        inner_->merge(*same.inner_);
    }
    Value finish(Arena& arena, const RunContext& run) const override { return numeric_ ? inner_->finish(arena, run) : Value(); }
    std::size_t bytes() const override { return inner_->bytes(); }

private:
    AggregateStatePtr inner_;
    bool numeric_ = true;
};

// What a state costs beside what it says itself: the object, its place in the group, the allocator's share.
constexpr std::ptrdiff_t kStateBytes = 64;

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
        values_.emplace_back();
    }
}

AggregateStatePtr BoundAggregates::make_state(std::size_t index) const {
    auto state = bound_[index].aggregate->make_state();
    if (list_.all_numeric() && bound_[index].aggregate->spec->numeric) {
        return std::make_unique<AllNumericState>(std::move(state));
    }
    return state;
}

std::ptrdiff_t BoundAggregates::update(AggregateStates& states, std::span<const Value> values, Value time,
                                       Arena& scratch) const {
    std::ptrdiff_t grown = 0;
    if (states.size() < bound_.size()) {
        grown += kStateBytes * static_cast<std::ptrdiff_t>(bound_.size() - states.size());
        states.reserve(bound_.size());
        for (std::size_t index = states.size(); index < bound_.size(); ++index) {
            states.push_back(make_state(index));
        }
    }
    for (std::size_t index = 0; index < values.size(); ++index) {
        if (values[index].is_null()) {
            continue;
        }
        auto& state = *states[index];
        const AggregateInput input{values[index], time, scratch};
        if (bound_[index].aggregate->spec->holds_values) {
            const auto before = state.bytes();
            state.update(input);
            grown += static_cast<std::ptrdiff_t>(state.bytes()) - static_cast<std::ptrdiff_t>(before);
        } else {
            state.update(input);
        }
    }
    return grown;
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
    std::ptrdiff_t grown = 0;
    for (std::size_t index = 0; index < theirs.size(); ++index) {
        const auto place = places[index];
        while (mine.size() <= place) {
            grown += kStateBytes;
            mine.push_back(make_state(mine.size()));
        }
        const auto before = static_cast<std::ptrdiff_t>(mine[place]->bytes());
        mine[place]->merge(*theirs[index]);
        grown += static_cast<std::ptrdiff_t>(mine[place]->bytes()) - before;
    }
    theirs.clear();
    return grown;
}

Value BoundAggregates::finish(const AggregateStates& states, std::size_t index, Arena& arena) const {
    return index < states.size() ? states[index]->finish(arena, run_) : make_state(index)->finish(arena, run_);
}

}  // namespace karst
