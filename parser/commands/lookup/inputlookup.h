// The command inputlookup: the rows of a lookup table. Search Reference, inputlookup.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// inputlookup <options> <table> [where <search-expression>]
struct InputlookupCommand : Command {
    FieldName table;
    bool append = false;
    std::int64_t start = 0;
    std::int64_t most = -1;  // -1: all
    SearchExpressionPtr where;
};

}  // namespace karst
