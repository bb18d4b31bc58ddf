// The command where: the results for which an eval expression is true. Search Reference, where.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// where <eval-expression>
struct WhereCommand : Command {
    EvalExpressionPtr condition;
};

}  // namespace karst
