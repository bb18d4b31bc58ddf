#include "engine/operators/statistics/grouped_aggregates.h"

#include <numeric>
#include <string>

namespace karst {

GroupedAggregates::GroupedAggregates(std::string_view command, const AggregateList& list, std::vector<GroupColumn> columns,
                                     bool distinct_values, RunContext& run)
    : command_(command), run_(run), aggregates_(list, run), keys_(std::move(columns), distinct_values), table_(keys_.columns()),
      memory_(run.memory, std::string(command)) {}

std::uint32_t GroupedAggregates::group_for(std::span<const Value> key) {
    const auto found = table_.find_or_add(key);
    if (found.is_new) {
        states_.emplace_back();
        rows_.push_back(0);
    }
    return found.group;
}

void GroupedAggregates::add(const Row& row, Arena& scratch) {
    aggregates_.read(row, scratch);
    const auto result = keys_.for_each(row, [&](std::span<const Value> key) {
        const auto group = group_for(key);
        ++rows_[group];
        state_bytes_ += aggregates_.update(states_[group], scratch);
    });
    if (result == GroupKeys::Result::TooMany && !warned_) {
        warned_ = true;
        run_.warn(std::string(command_) + ": a row was left out because its BY fields have more than " +
                  std::to_string(GroupKeys::kMaxCombinations) + " combinations of values");
    }
    memory_.hold(bytes());
}

std::optional<std::uint32_t> GroupedAggregates::group_of(const Row& row) {
    const auto key = keys_.first(row);
    return key ? table_.find(*key) : std::nullopt;
}

void GroupedAggregates::merge(GroupedAggregates& other) {
    const auto places = aggregates_.places_of(other.aggregates_);
    for (std::uint32_t theirs = 0; theirs < other.table_.size(); ++theirs) {
        const auto mine = group_for(other.table_.key(theirs));
        rows_[mine] += other.rows_[theirs];
        state_bytes_ += aggregates_.merge(states_[mine], other.states_[theirs], places);
    }
    other.table_ = GroupTable(other.keys_.columns());
    other.states_.clear();
    other.rows_.clear();
    other.state_bytes_ = 0;
    memory_.hold(bytes());
}

void GroupedAggregates::regroup(std::size_t column, const std::function<Value(Value)>& map) {
    const GroupTable before = std::move(table_);
    auto states = std::move(states_);
    const auto rows = std::move(rows_);
    table_ = GroupTable(before.columns());
    states_.clear();
    rows_.clear();

    std::vector<Value> key;
    for (std::uint32_t group = 0; group < before.size(); ++group) {
        key.assign(before.key(group).begin(), before.key(group).end());
        if (!key[column].is_null()) {
            key[column] = map(key[column]);
            if (key[column].is_null()) {
                continue;
            }
        }
        const auto joined = group_for(key);
        rows_[joined] += rows[group];
        if (states_[joined].empty()) {
            states_[joined] = std::move(states[group]);
        } else {
            state_bytes_ += aggregates_.merge(states_[joined], states[group], same_places());
        }
    }
}

void GroupedAggregates::join(std::uint32_t into, std::uint32_t from) {
    state_bytes_ += aggregates_.merge(states_[into], states_[from], same_places());
}

std::span<const std::size_t> GroupedAggregates::same_places() {
    same_places_.resize(aggregates_.size());
    std::iota(same_places_.begin(), same_places_.end(), std::size_t{0});
    return same_places_;
}

std::size_t GroupedAggregates::bytes() const {
    const auto fixed = table_.bytes() + states_.capacity() * sizeof(AggregateStates) + rows_.capacity() * sizeof(std::uint64_t);
    return fixed + static_cast<std::size_t>(state_bytes_ > 0 ? state_bytes_ : 0);
}

}  // namespace karst
