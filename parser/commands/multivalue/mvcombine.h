// The command mvcombine: one result of those that differ in one field only. Search Reference, mvcombine.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// mvcombine <options> <field>
struct MvcombineCommand : Command {
    std::string delimiter = " ";  // shows when nomv makes one text of the list
    FieldName field;
};

}  // namespace karst
