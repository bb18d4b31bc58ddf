// The command search: the events or results that match a search expression. Search Reference, search.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// search <search-expression>
struct SearchCommand : Command {
    SearchExpressionPtr expression;
};

}  // namespace karst
