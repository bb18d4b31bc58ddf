// From the values of BY fields to the number of a group. Values are the same when their texts are, by bytes (a number counts
// as the text it is shown as); null is a value of its own here.
//
// Keys are kept in an arena as one run of bytes each, and the hash table holds views of them: of the structures that were
// measured this was the fastest with few groups, where the hash of the key decides, and not far behind with a million.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/key_encoder.h"
#include "engine/value/value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace karst {

class GroupTable {
public:
    explicit GroupTable(std::size_t columns);
    GroupTable(GroupTable&&) noexcept;
    GroupTable& operator=(GroupTable&&) noexcept;
    ~GroupTable();

    struct Found {
        std::uint32_t group;  // numbers count up from 0 in the order in which groups are first seen
        bool is_new;
    };
    /// The group of `key`: one single value or null a column.
    Found find_or_add(std::span<const Value> key);
    std::optional<std::uint32_t> find(std::span<const Value> key) const;

    /// The values as they were first seen: a number stays a number, text is the table's own copy.
    std::span<const Value> key(std::uint32_t group) const { return {keys_.data() + group * columns_, columns_}; }
    std::size_t columns() const { return columns_; }
    std::size_t size() const { return size_; }
    /// Bytes held.
    std::size_t bytes() const;

private:
    struct Index;
    void encode(std::span<const Value> key) const;
    void keep(std::span<const Value> key, std::string_view encoded);

    std::size_t columns_;
    std::size_t size_ = 0;
    std::vector<Value> keys_;
    Arena arena_;
    std::unique_ptr<Index> index_;
    mutable KeyEncoder encoder_;  // of the key that is looked up
};

/// The order of groups by their keys: column by column, numbers by size before other text by bytes, null last. Negative when
/// `left` comes first; 0 only for the same key.
int compare_group_keys(std::span<const Value> left, std::span<const Value> right);

/// The numbers of all groups in the order of their keys. No two keys are equal, so it does not depend on that of the rows.
std::vector<std::uint32_t> sorted_groups(const GroupTable& groups);

}  // namespace karst
