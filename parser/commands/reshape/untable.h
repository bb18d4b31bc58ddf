// The command untable: a result of each cell of a table. Search Reference, untable.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// untable <x-field> <name-field> <data-field>
struct UntableCommand : Command {
    FieldName x;
    FieldName name_field;
    FieldName data_field;
};

}  // namespace karst
