// The order of sort: keys of several kinds, missing values last in both directions (Search Reference, sort).
//
// The page compares value by value, by number when both are numbers and by text otherwise, which is no order at all
// (9 < 10 < "1a" < 9). Here all numbers come first, then all addresses, then all other text: the same wherever the page's rule
// is consistent, and an order everywhere.
#pragma once

#include "engine/plan/planner.h"
#include "engine/row/row.h"
#include "parser/commands/order/sort.h"

#include <string>
#include <vector>

namespace karst {

class RowOrder {
public:
    RowOrder(const SortCommand& command, Planner& planner);

    void propagate_required_fields(FieldSet& live) const;

    /// The rows of all batches in order; rows that are equal keep theirs. They go on living in the batches.
    std::vector<Row> sorted(const std::vector<Batch>& batches) const;

private:
    struct Key {
        std::string name;
        FieldId field;
        bool descending;
        SortCommand::Kind kind;
    };
    struct SortValue;
    SortValue sort_value(Value value, SortCommand::Kind kind, Arena& arena) const;

    std::vector<Key> keys_;
};

}  // namespace karst
