// Aggregates by group: the heart of stats, eventstats, chart, timechart, top and tstats. Rows go in, groups with their states
// come out; the states of two runs can be merged.
#pragma once

#include "engine/aggregate/group_keys.h"
#include "engine/aggregate/group_table.h"
#include "engine/operators/statistics/bound_aggregates.h"
#include "engine/operators/statistics/spilled_groups.h"
#include "engine/run/memory_account.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace karst {

/// What becomes of groups that do not fit into memory.
struct GroupSpilling {
    bool allowed = false;                                  // they are written to a temporary file, and come back in parts
    std::size_t undivided = static_cast<std::size_t>(-1);  // groups that differ in this column only come back together
};

class GroupedAggregates {
public:
    /// `list` and `run` outlive this. `command` is for messages.
    GroupedAggregates(std::string_view command, const AggregateList& list, std::vector<GroupColumn> columns,
                      bool distinct_values, RunContext& run, GroupSpilling spilling = {});

    /// Adds a row to the groups of its keys. Throws MemoryLimitError.
    void add(const Row& row, Arena& scratch);

    /// True when some groups are in a file: then all of them are only seen by for_each_part().
    bool is_spilled() const { return !spilled_.empty(); }
    /// Calls `visit` with some of the groups at a time here, all of them once; it may be done again. No rows are added any
    /// more. Throws MemoryLimitError when there is no room on the disk.
    void for_each_part(const std::function<void()>& visit);
    /// Writes what was made of groups to disk. Throws MemoryLimitError when there is no room.
    void write(const std::function<void()>& write);
    /// No groups are written to files from here on: somebody looks at them.
    void keep_in_memory() { spilling_.allowed = false; }

    /// The first key's group of a row that has been added.
    std::optional<std::uint32_t> group_of(const Row& row);

    /// Takes over the groups of `other`, which saw later rows; `other` is left empty.
    void merge(GroupedAggregates& other);

    /// Gives the keys of one column other values and joins the groups that are the same then. A group whose value becomes null
    /// is dropped; one that was null stays. For buckets that become coarser. Joined groups count as seen one after the other.
    void regroup(std::size_t column, const std::function<Value(Value)>& map);

    const GroupTable& groups() const { return table_; }
    std::uint64_t rows(std::uint32_t group) const { return rows_[group]; }
    const BoundAggregates& aggregates() const { return aggregates_; }

    Value finish(std::uint32_t group, std::size_t aggregate, Arena& arena) const {
        return aggregates_.finish(states_[group], aggregate, arena);
    }
    /// Adds the states of group `from` to those of `into`, and leaves `from` without.
    void join(std::uint32_t into, std::uint32_t from);
    /// Frees the states of a group that has been finished.
    void release(std::uint32_t group) { states_[group].clear(); }

    /// Bytes held.
    std::size_t bytes() const;

private:
    void spill();
    void load(std::size_t part);
    void take_back(ArchiveReader& archive, std::vector<Value>& key, Arena& arena);
    void forget();
    std::uint8_t part_of(std::uint32_t group);
    std::uint32_t group_for(std::span<const Value> key);
    std::span<const std::size_t> same_places();

    std::string_view command_;
    RunContext& run_;
    BoundAggregates aggregates_;
    GroupKeys keys_;
    GroupTable table_;
    std::vector<AggregateStates> states_;
    std::vector<std::uint64_t> rows_;
    std::ptrdiff_t state_bytes_ = 0;
    std::vector<std::size_t> same_places_;  // of aggregates in this very run, for merging its own groups
    bool warned_ = false;
    GroupSpilling spilling_;
    SpilledGroups spilled_;
    KeyEncoder part_key_;
    HeldMemory memory_;
};

}  // namespace karst
