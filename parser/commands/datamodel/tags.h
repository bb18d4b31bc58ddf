// The command tags: the tags of an event's types. Search Reference, tags.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// tags <options> [<fields>]
struct TagsCommand : Command {
    FieldName output;                  // empty: `tag` and `tag::<field>`
    std::vector<FieldName> fields;     // empty: all
    bool with_name = false;            // inclname: `output` gets <field>::<tag>
    std::vector<std::string> allowed;  // empty: all tags
};

}  // namespace karst
