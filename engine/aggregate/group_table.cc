#include "engine/aggregate/group_table.h"

#include "base/hash.h"
#include "engine/value/number.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <numeric>

namespace karst {

struct GroupTable::Index {
    absl::flat_hash_map<std::string_view, std::uint32_t, TextHash, TextEqual> groups;
};

GroupTable::GroupTable(std::size_t columns) : columns_(columns), index_(std::make_unique<Index>()) {}
GroupTable::GroupTable(GroupTable&&) noexcept = default;
GroupTable& GroupTable::operator=(GroupTable&&) noexcept = default;
GroupTable::~GroupTable() = default;

void GroupTable::encode(std::span<const Value> key) const {
    encoder_.clear();
    for (const Value value : key) {
        encoder_.add(value);
    }
}

void GroupTable::keep(std::span<const Value> key, std::string_view encoded) {
    KeyReader reader(encoded);
    for (const Value value : key) {
        const auto text = reader.next();
        keys_.push_back(value.is_null() || value.is_number() ? value : Value::string(*text));
    }
}

GroupTable::Found GroupTable::find_or_add(std::span<const Value> key) {
    encode(key);
    if (const auto known = index_->groups.find(encoder_.key()); known != index_->groups.end()) {
        return {known->second, false};
    }
    const auto group = static_cast<std::uint32_t>(size_++);
    const auto kept = arena_.copy(encoder_.key());
    keep(key, kept);
    index_->groups.emplace(kept, group);
    return {group, true};
}

std::optional<std::uint32_t> GroupTable::find(std::span<const Value> key) const {
    encode(key);
    const auto known = index_->groups.find(encoder_.key());
    return known == index_->groups.end() ? std::nullopt : std::optional(known->second);
}

std::size_t GroupTable::bytes() const {
    constexpr std::size_t kSlot = sizeof(std::string_view) + sizeof(std::uint64_t) + 1;
    return arena_.bytes() + keys_.capacity() * sizeof(Value) + index_->groups.capacity() * kSlot;
}

namespace {

enum class Rank { Number, Text, Null };

struct SortKey {
    Rank rank;
    double number;
    std::string_view text;  // of text that is not a number, and of numbers as they are written
};

SortKey sort_key(Value value) {
    if (value.is_null()) {
        return {Rank::Null, 0, {}};
    }
    const auto text = value.is_string() ? value.as_string() : std::string_view();
    const auto number = to_number(value);
    return number && !std::isnan(*number) ? SortKey{Rank::Number, *number, text} : SortKey{Rank::Text, 0, text};
}

int compare(const SortKey& left, const SortKey& right) {
    if (left.rank != right.rank) {
        return left.rank < right.rank ? -1 : 1;
    }
    if (left.number != right.number) {
        return left.number < right.number ? -1 : 1;
    }
    // 1 and 1.0 are of one size, but two groups.
    return left.text.compare(right.text);
}

}  // namespace

int compare_group_keys(std::span<const Value> left, std::span<const Value> right) {
    int result = 0;
    for (std::size_t column = 0; result == 0 && column < left.size(); ++column) {
        result = compare(sort_key(left[column]), sort_key(right[column]));
    }
    return result;
}

std::vector<std::uint32_t> sorted_groups(const GroupTable& groups) {
    std::vector<std::uint32_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0u);
    if (groups.columns() == 0) {
        return order;
    }
    // The first column decides most comparisons, so only its numbers are read beforehand.
    std::vector<SortKey> first(groups.size());
    for (const auto group : order) {
        first[group] = sort_key(groups.key(group).front());
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        int result = compare(first[left], first[right]);
        if (result == 0) {
            result = compare_group_keys(groups.key(left).subspan(1), groups.key(right).subspan(1));
        }
        return result != 0 ? result < 0 : left < right;
    });
    return order;
}

}  // namespace karst
