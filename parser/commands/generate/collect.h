// The command collect: results copied to an index. Search Reference, collect.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// collect <options>
struct CollectCommand : Command {
    std::string index;
};

}  // namespace karst
