// The keys of a row: the combinations of its BY fields' values. A multivalue puts its row into the group of each of its values
// (Search Reference, stats, BY clause), and several of them into each combination.
#pragma once

#include "engine/row/row.h"
#include "engine/value/value.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace karst {

/// A column of the key.
struct GroupColumn {
    FieldId field = 0;
    bool keeps_null = false;            // a row without the field has a key with a null; otherwise it has none
    std::function<Value(Value)> map{};  // what becomes of each value (its bucket); null leaves the value out
};

class GroupKeys {
public:
    /// More combinations than this in one row are no grouping, but a few long lists that multiply.
    static constexpr std::size_t kMaxCombinations = 100'000;

    enum class Result { Grouped, NoKey, TooMany };

    /// `distinct`: a value that occurs twice in a multivalue counts once (dedup_splitvals=true).
    explicit GroupKeys(std::vector<GroupColumn> columns, bool distinct = false);

    /// Calls `visit` with each key of the row. Keys refer to the row's values and live until the next call.
    template <class Visit>
    Result for_each(const Row& row, Visit visit) {
        if (single_values(row)) {
            visit(std::span<const Value>(key_));
            return Result::Grouped;
        }
        const auto result = collect(row);
        if (result == Result::Grouped) {
            first_combination();
            do {
                visit(std::span<const Value>(key_));
            } while (next_combination());
        }
        return result;
    }

    /// The first key of the row, if it has one. For commands that give each row the result of one group.
    std::optional<std::span<const Value>> first(const Row& row);

    std::size_t columns() const { return columns_.size(); }

private:
    bool single_values(const Row& row);
    Result collect(const Row& row);
    void first_combination();
    bool next_combination();

    std::vector<GroupColumn> columns_;
    bool distinct_;
    std::vector<Value> key_;
    std::vector<std::vector<Value>> choices_;  // by column
    std::vector<std::size_t> chosen_;
};

/// Columns that take fields as they are.
std::vector<GroupColumn> plain_columns(const std::vector<FieldId>& fields);

}  // namespace karst
