#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// fillnull [value=<string>] [<fields>]
struct FillnullCommand : Command {
    std::string value = "0";
    std::vector<FieldName> fields;  // empty: all
};

}  // namespace karst
