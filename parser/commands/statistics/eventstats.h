#pragma once

#include "parser/grammar/ast.h"

#include <vector>

namespace karst {

/// eventstats [allnum=<bool>] <aggregate>… [BY <field>…]
struct EventstatsCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::vector<FieldName> by;
    bool all_numeric = false;
};

}  // namespace karst
