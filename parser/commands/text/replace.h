// The command replace: other values in the place of whole values. Search Reference, replace.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// replace (<wildcard-string> WITH <wildcard-string>)… [IN <fields>]
struct ReplaceCommand : Command {
    struct Pair {
        std::string from;
        std::string to;
    };
    std::vector<Pair> pairs;
    std::vector<FieldName> fields;  // empty: all
};

}  // namespace karst
