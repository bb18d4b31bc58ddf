#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// collect index=<name> [<options>]
struct CollectCommand : Command {
    std::string index;
};

}  // namespace karst
