#pragma once

#include "parser/ast.h"

namespace karst {

/// fromjson <field> [prefix=<string>]
struct FromjsonCommand : Command {
    FieldName field;
    std::string prefix;
};

}  // namespace karst
