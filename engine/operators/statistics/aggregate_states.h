// States of the aggregates of one group, side by side in one piece of memory: a stats with a million groups makes a million
// allocations, and not one for each state.
#pragma once

#include "engine/aggregate/aggregate.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace karst {

/// Where each aggregate's state stands. Aggregates are only added, because a wildcard can meet another field at any time.
class StateLayout {
public:
    /// `aggregate` outlives this. `all_numeric`: there is no result when anything but numbers was seen (allnum=true).
    void add(const Aggregate& aggregate, bool all_numeric);

    std::size_t size() const { return slots_.size(); }
    /// A state by itself.
    AggregateStatePtr make(std::size_t index) const;

private:
    friend class AggregateStates;
    struct Slot {
        const Aggregate* aggregate;
        bool all_numeric;
        std::size_t offset;
    };
    AggregateState* construct(std::size_t index, void* memory) const;

    std::vector<Slot> slots_;
    std::size_t end_ = 0;
};

class AggregateStates {
public:
    AggregateStates() = default;
    AggregateStates(AggregateStates&& other) noexcept : first_(std::exchange(other.first_, nullptr)) {}
    AggregateStates& operator=(AggregateStates&& other) noexcept {
        std::swap(first_, other.first_);
        return *this;
    }
    AggregateStates(const AggregateStates&) = delete;
    AggregateStates& operator=(const AggregateStates&) = delete;
    ~AggregateStates() { clear(); }

    bool empty() const { return first_ == nullptr; }
    void clear();

    /// How many states there are: those that the layout had at the last extend().
    std::size_t size() const;
    /// Makes the states that are missing. Gives by how many bytes the memory has grown. `layout` outlives this.
    std::size_t extend(const StateLayout& layout);

    /// Null when there is no such state.
    AggregateState* find(std::size_t index) const;

    /// Calls `visit(index, state)` in order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (const auto* block = first_; block != nullptr; block = block->next) {
            for (std::size_t index = block->begin; index < block->end; ++index) {
                visit(index, *state_in(*block, index));
            }
        }
    }

private:
    // The states of some neighbouring aggregates, behind this. Nearly all groups have one block.
    struct alignas(std::max_align_t) Block {
        const StateLayout* layout;
        Block* next;
        std::uint32_t begin;
        std::uint32_t end;
    };
    static AggregateState* state_in(const Block& block, std::size_t index);

    Block* first_ = nullptr;
};

}  // namespace karst
