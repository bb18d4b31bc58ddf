#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// iplocation [prefix=<string>] [allfields=<bool>] [lang=<languages>] <ip-field>
struct IplocationCommand : Command {
    std::string prefix;
    bool all_fields = false;
    std::vector<std::string> languages = {"en"};  // the first that has a name wins
    FieldName field;
};

}  // namespace karst
