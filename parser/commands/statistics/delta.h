#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>

namespace karst {

/// delta <field> [AS <new-field>] [p=<n>]
struct DeltaCommand : Command {
    FieldName field;
    FieldName output;  // empty: delta(<field>)
    std::size_t distance = 1;
};

}  // namespace karst
