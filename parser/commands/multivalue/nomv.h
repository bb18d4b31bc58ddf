// The command nomv: one text made of a multivalue field. Search Reference, nomv.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// nomv <field>
struct NomvCommand : Command {
    FieldName field;
};

}  // namespace karst
