// The command eventstats: statistics over all results, added to each result. Search Reference, eventstats.
#pragma once

#include "parser/grammar/ast.h"

#include <vector>

namespace karst {

/// eventstats <options> <aggregate>… [BY <field>…]
struct EventstatsCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::vector<FieldName> by;
    bool all_numeric = false;
};

}  // namespace karst
