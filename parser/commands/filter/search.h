#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// search <search-expression>
struct SearchCommand : Command {
    SearchExpressionPtr expression;
};

}  // namespace karst
