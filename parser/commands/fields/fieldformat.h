#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// fieldformat <field>=<expression>
struct FieldformatCommand : Command {
    FieldName field;
    EvalExpressionPtr value;
};

}  // namespace karst
