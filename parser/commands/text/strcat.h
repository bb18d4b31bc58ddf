// The command strcat: fields and text joined into a field. Search Reference, strcat.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// strcat <options> (<field> | "<string>")… <destination>
struct StrcatCommand : Command {
    struct Source {
        std::string text;
        bool literal;  // a quoted string, not a field
    };
    std::vector<Source> sources;
    FieldName destination;
    bool all_required = false;
};

}  // namespace karst
