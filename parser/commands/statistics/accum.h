// The command accum: the running total of a field. Search Reference, accum.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// accum <field> [AS <new-field>]
struct AccumCommand : Command {
    FieldName field;
    FieldName output;  // empty: the field itself
};

}  // namespace karst
