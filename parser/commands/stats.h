#pragma once

#include "parser/ast.h"

#include <vector>

namespace karst {

/// stats [partitions=<N>] [allnum=<bool>] [delim=<text>] <aggregate>… [BY <field>…] [dedup_splitvals=<bool>]
struct StatsCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::vector<FieldName> by;
    bool all_numeric = false;           // allnum
    bool distinct_split_values = false; // dedup_splitvals
    bool has_delimiter = false;         // delim was given
    Span delimiter;
};

}  // namespace karst
