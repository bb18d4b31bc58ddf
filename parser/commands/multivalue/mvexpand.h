#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>

namespace karst {

/// mvexpand <field> [limit=<int>]
struct MvexpandCommand : Command {
    FieldName field;
    std::int64_t limit = 0;  // values used of each result, 0: all
};

}  // namespace karst
