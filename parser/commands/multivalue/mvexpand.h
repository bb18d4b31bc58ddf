// The command mvexpand: a result of each value of a multivalue field. Search Reference, mvexpand.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>

namespace karst {

/// mvexpand <field> <options>
struct MvexpandCommand : Command {
    FieldName field;
    std::int64_t limit = 0;  // values used of each result, 0: all
};

}  // namespace karst
