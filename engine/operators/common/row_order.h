// The order of sort: keys of several kinds, missing values last in both directions (Search Reference, sort).
//
// The page compares value by value, by number when both are numbers and by text otherwise, which is no order at all
// (9 < 10 < "1a" < 9). Here all numbers come first, then all addresses, then all other text: the same wherever the page's rule
// is consistent, and an order everywhere.
#pragma once

#include "engine/plan/planner.h"
#include "engine/row/row.h"
#include "parser/commands/order/sort.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class RowOrder {
public:
    RowOrder(const SortCommand& command, Planner& planner);

    void propagate_required_fields(FieldSet& live) const;

    /// The rows of all batches in order; rows that are equal keep theirs. They go on living in the batches.
    std::vector<Row> sorted(const std::vector<Batch>& batches) const;

    /// What a value is compared by, worked out once a row.
    struct SortValue {
        enum class Rank : std::uint8_t { Number, NotANumber, Address, Text, Missing };
        Rank rank = Rank::Missing;
        double number = 0;
        std::string_view text;
    };
    /// What a row is compared by. It may point into the row.
    struct Key {
        std::vector<SortValue> values;
        Arena texts;
    };

    // As an ExternalSort wants it.
    static constexpr bool kLaterFirst = false;
    void read(const Row& row, Key& key) const;
    int compare(const Key& left, const Key& right) const;

private:
    struct SortField {
        std::string name;
        FieldId field;
        bool descending;
        SortCommand::Kind kind;
    };

    SortValue sort_value(Value value, SortCommand::Kind kind, Arena& arena) const;
    bool before(const SortValue* left, const SortValue* right) const;

    std::vector<SortField> fields_;
};

}  // namespace karst
