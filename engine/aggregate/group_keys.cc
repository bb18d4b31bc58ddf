#include "engine/aggregate/group_keys.h"

#include "engine/value/compare.h"

#include <algorithm>

namespace karst {

namespace {

void remove_repeated(std::vector<Value>& values) {
    std::sort(values.begin(), values.end(), [](Value left, Value right) { return compare_text(left, right) < 0; });
    values.erase(
        std::unique(values.begin(), values.end(), [](Value left, Value right) { return compare_text(left, right) == 0; }),
        values.end());
}

}  // namespace

std::vector<GroupColumn> plain_columns(const std::vector<FieldId>& fields) {
    std::vector<GroupColumn> columns;
    for (const auto field : fields) {
        columns.push_back({field});
    }
    return columns;
}

GroupKeys::GroupKeys(std::vector<GroupColumn> columns, bool distinct)
    : columns_(std::move(columns)), distinct_(distinct), key_(columns_.size()), choices_(columns_.size()),
      chosen_(columns_.size()) {}

// Nearly all rows have one value a field; they need none of what follows.
bool GroupKeys::single_values(const Row& row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const Value value = row.get(columns_[column].field);
        if (value.is_null() || value.is_multivalue() || columns_[column].map) {
            return false;
        }
        key_[column] = value;
    }
    return true;
}

GroupKeys::Result GroupKeys::collect(const Row& row) {
    std::size_t combinations = 1;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const auto& [field, keeps_null, map] = columns_[column];
        auto& choices = choices_[column];
        choices.clear();
        const Value value = row.get(field);
        for (const Value item : value.items()) {
            const Value mapped = map ? map(item) : item;
            if (!mapped.is_null()) {
                choices.push_back(mapped);
            }
        }
        if (choices.empty() && keeps_null && value.is_null()) {
            choices.emplace_back();
        }
        if (choices.empty()) {
            return Result::NoKey;
        }
        if (distinct_) {
            remove_repeated(choices);
        }
        combinations *= choices.size();
        if (combinations > kMaxCombinations) {
            return Result::TooMany;
        }
    }
    return Result::Grouped;
}

void GroupKeys::first_combination() {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        chosen_[column] = 0;
        key_[column] = choices_[column].front();
    }
}

bool GroupKeys::next_combination() {
    for (std::size_t column = columns_.size(); column-- > 0;) {
        if (++chosen_[column] < choices_[column].size()) {
            key_[column] = choices_[column][chosen_[column]];
            return true;
        }
        chosen_[column] = 0;
        key_[column] = choices_[column].front();
    }
    return false;
}

std::optional<std::span<const Value>> GroupKeys::first(const Row& row) {
    if (single_values(row)) {
        return key_;
    }
    if (collect(row) != Result::Grouped) {
        return std::nullopt;
    }
    first_combination();
    return key_;
}

}  // namespace karst
