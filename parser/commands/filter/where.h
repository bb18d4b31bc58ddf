#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// where <eval-expression>
struct WhereCommand : Command {
    EvalExpressionPtr condition;
};

}  // namespace karst
