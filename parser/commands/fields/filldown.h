// The command filldown: the last value above in the place of a missing one. Search Reference, filldown.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// filldown [<fields>]
struct FilldownCommand : Command {
    std::vector<FieldName> fields;  // empty: all
};

}  // namespace karst
