// The command fromjson: fields out of the members of a JSON object. Search Reference, fromjson.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// fromjson <field> <options>
struct FromjsonCommand : Command {
    FieldName field;
    std::string prefix;
};

}  // namespace karst
