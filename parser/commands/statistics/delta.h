// The command delta: the difference of a field to an earlier result. Search Reference, delta.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>

namespace karst {

/// delta <field> [AS <new-field>] <options>
struct DeltaCommand : Command {
    FieldName field;
    FieldName output;  // empty: delta(<field>)
    std::size_t distance = 1;
};

}  // namespace karst
