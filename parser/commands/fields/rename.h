// The command rename: other names for fields. Search Reference, rename.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// rename <field> AS <field> …
struct RenameCommand : Command {
    struct Pair {
        FieldName from;
        FieldName to;
    };
    std::vector<Pair> pairs;
};

}  // namespace karst
