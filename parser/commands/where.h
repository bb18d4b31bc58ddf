#pragma once

#include "parser/ast.h"

namespace karst {

/// where <eval-expression>
struct WhereCommand : Command {
    EvalExpressionPtr condition;
};

}  // namespace karst
