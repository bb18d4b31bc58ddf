#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// fromjson <field> [prefix=<string>]
struct FromjsonCommand : Command {
    FieldName field;
    std::string prefix;
};

}  // namespace karst
