// The order of sort: keys of several kinds, missing values last in both directions.
#pragma once

#include "engine/plan/planner.h"
#include "engine/row/row.h"
#include "parser/commands/sort.h"

#include <vector>

namespace karst {

class RowOrder {
public:
    RowOrder(const SortCommand& command, Planner& planner);

    bool before(const Row& left, const Row& right) const;
    void require(FieldSet& live) const;

private:
    struct Key {
        std::string name;
        FieldId field;
        bool descending;
        SortCommand::Kind kind;
    };
    std::vector<Key> keys_;
};

/// The rows of all batches in that order (stable), as pointers into them.
std::vector<const Row*> sorted_rows(const std::vector<Batch>& batches, const RowOrder& order);

/// Pushes copies of rows, kRows at a time. False when no more are wanted.
bool push_rows(const std::vector<const Row*>& rows, RowSink& sink);

}  // namespace karst
