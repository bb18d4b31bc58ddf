#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// inputlookup [append=<bool>] [start=<n>] [max=<n>] <table> [where <search-expression>]
struct InputlookupCommand : Command {
    FieldName table;
    bool append = false;
    std::int64_t start = 0;
    std::int64_t most = -1;  // -1: all
    SearchExpressionPtr where;
};

}  // namespace karst
