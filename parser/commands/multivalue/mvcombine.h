#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// mvcombine [delim=<string>] <field>
struct MvcombineCommand : Command {
    std::string delimiter = " ";  // shows when nomv makes one text of the list
    FieldName field;
};

}  // namespace karst
