// The command fillnull: a value in the place of missing ones. Search Reference, fillnull.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// fillnull <options> [<fields>]
struct FillnullCommand : Command {
    std::string value = "0";
    std::vector<FieldName> fields;  // empty: all
};

}  // namespace karst
