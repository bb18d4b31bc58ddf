#include "engine/operators/statistics/grouped_aggregates.h"

#include "base/hash.h"
#include "engine/plan/batches.h"
#include "engine/run/memory_limit.h"

#include <numeric>
#include <string>
#include <system_error>

namespace karst {

GroupedAggregates::GroupedAggregates(std::string_view command, const AggregateList& list, std::vector<GroupColumn> columns,
                                     bool distinct_values, RunContext& run, GroupSpilling spilling)
    : command_(command), run_(run), aggregates_(list, run), keys_(std::move(columns), distinct_values), table_(keys_.columns()),
      spilling_(spilling), spilled_(run.temporary_files),
      memory_(run.memory, std::string(command), spilling.allowed ? if_spilling(run, [this] { spill(); }) : nullptr) {}

void GroupedAggregates::forget() {
    table_ = GroupTable(keys_.columns());
    std::vector<AggregateStates>().swap(states_);
    std::vector<std::uint64_t>().swap(rows_);
    state_bytes_ = 0;
}

std::uint8_t GroupedAggregates::part_of(std::uint32_t group) {
    const auto key = table_.key(group);
    part_key_.clear();
    for (std::size_t column = 0; column < key.size(); ++column) {
        if (column != spilling_.undivided) {
            part_key_.add(key[column]);
        }
    }
    return static_cast<std::uint8_t>(TextHash{}(part_key_.key()) % SpilledGroups::kParts);
}

void GroupedAggregates::spill() {
    if (!spilling_.allowed || table_.size() == 0) {
        return;
    }
    std::vector<std::uint8_t> parts;
    parts.reserve(table_.size());
    for (std::uint32_t group = 0; group < table_.size(); ++group) {
        parts.push_back(part_of(group));
    }
    spilled_.add(parts, [this](std::uint32_t group, ArchiveWriter& archive) {
        for (const Value value : table_.key(group)) {
            archive.put_value(value);
        }
        archive(rows_[group], states_[group].size());
        states_[group].for_each([&](std::size_t, const AggregateState& state) { state.write(archive); });
    });
    forget();
    memory_.hold(bytes());
}

void GroupedAggregates::take_back(ArchiveReader& archive, std::vector<Value>& key, Arena& arena) {
    arena.clear();  // the key of the group before it
    for (auto& value : key) {
        value = archive.value(arena);
    }
    const auto group = group_for(key);
    std::uint64_t rows = 0;
    std::size_t count = 0;
    archive(rows, count);
    rows_[group] += rows;
    AggregateStates states;
    aggregates_.extend(states);
    for (std::size_t index = 0; index < count; ++index) {
        states.find(index)->read(archive);
    }
    state_bytes_ += aggregates_.merge(states_[group], states, same_places());
}

void GroupedAggregates::load(std::size_t part) {
    forget();
    Arena arena;
    std::vector<Value> key(keys_.columns());
    spilled_.read(part, [&](ArchiveReader& archive) {
        take_back(archive, key, arena);
        memory_.hold(bytes());
    });
}

void GroupedAggregates::write(const std::function<void()>& write) {
    try {
        write();
    } catch (const std::system_error& problem) {
        throw MemoryLimitError(std::string(command_), bytes(), run_.memory->limit(), std::string("; ") + problem.what());
    }
}

void GroupedAggregates::for_each_part(const std::function<void()>& visit) {
    if (!is_spilled()) {
        keep_in_memory();
        visit();
        return;
    }
    write([this] { spill(); });
    keep_in_memory();
    for (std::size_t part = 0; part < SpilledGroups::kParts; ++part) {
        load(part);
        visit();
    }
    forget();
}

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
    other.for_each_part([&] {
        for (std::uint32_t theirs = 0; theirs < other.table_.size(); ++theirs) {
            const auto mine = group_for(other.table_.key(theirs));
            rows_[mine] += other.rows_[theirs];
            state_bytes_ += aggregates_.merge(states_[mine], other.states_[theirs], places);
        }
        other.forget();
        memory_.hold(bytes());
    });
    other.memory_.hold(other.bytes());
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
