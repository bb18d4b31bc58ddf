// The command stats: statistics over all results, or over each group of them. Search Reference, stats.
#pragma once

#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// stats <options> <aggregate>… [BY <field>…]
struct StatsCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::vector<FieldName> by;
    bool all_numeric = false;              // allnum
    bool distinct_split_values = false;    // dedup_splitvals
    std::optional<std::string> delimiter;  // delim: what the values of list() and values() are joined with, where they are
};

}  // namespace karst
