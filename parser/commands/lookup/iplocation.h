// The command iplocation: the place of an IP address. Search Reference, iplocation.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// iplocation <options> <ip-field>
struct IplocationCommand : Command {
    std::string prefix;
    bool all_fields = false;
    std::vector<std::string> languages = {"en"};  // the first that has a name wins
    FieldName field;
};

}  // namespace karst
