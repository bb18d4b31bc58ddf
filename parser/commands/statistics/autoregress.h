// The command autoregress: values of earlier results, copied into each result. Search Reference, autoregress.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>

namespace karst {

/// autoregress <field> [AS <new-field>] <options>
struct AutoregressCommand : Command {
    FieldName field;
    FieldName output;  // empty: <field>_p<n>
    std::size_t first = 1;
    std::size_t last = 1;
};

}  // namespace karst
