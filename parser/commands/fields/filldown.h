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
