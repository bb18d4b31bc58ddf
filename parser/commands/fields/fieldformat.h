// The command fieldformat: the form in which a field is shown. Search Reference, fieldformat.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// fieldformat <field>=<expression>
struct FieldformatCommand : Command {
    FieldName field;
    EvalExpressionPtr value;
};

}  // namespace karst
