#pragma once

#include "parser/ast.h"

#include <vector>

namespace karst {

/// tags [outputfield=<field>] [<fields>]
struct TagsCommand : Command {
    FieldName output;               // empty: `tag` and `tag::<field>`
    std::vector<FieldName> fields;  // empty: all
};

}  // namespace karst
