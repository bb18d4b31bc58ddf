#pragma once

#include "parser/ast.h"

namespace karst {

/// fieldformat <field>=<expression>
struct FieldformatCommand : Command {
    FieldName field;
    EvalExpressionPtr value;
};

}  // namespace karst
