#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// rangemap field=<field> [<name>=<low>-<high>]… [default=<string>]
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
