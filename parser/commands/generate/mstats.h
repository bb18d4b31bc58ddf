// The command mstats: statistics over measurements. Search Reference, mstats.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// mstats <aggregate>… [where <search-expression>] [by <fields>] <options>
struct MstatsCommand : Command {
    std::string aggregates;  // as written, each with its AS
    std::string where;       // as written
    std::vector<FieldName> by;
    std::string span;  // empty: one bucket
};

}  // namespace karst
