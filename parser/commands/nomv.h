#pragma once

#include "parser/ast.h"

namespace karst {

/// nomv <field>
struct NomvCommand : Command {
    FieldName field;
};

}  // namespace karst
