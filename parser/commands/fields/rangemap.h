// The command rangemap: the name of the range that a number is in. Search Reference, rangemap.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// rangemap <options> [<name>=<low>-<high>]…
struct RangemapCommand : Command {
    struct Range {
        std::string name;
        double low;
        double high;
    };
    FieldName field;
    std::vector<Range> ranges;
    std::string otherwise = "None";
};

}  // namespace karst
