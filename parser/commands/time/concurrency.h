#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// concurrency duration=<field> [start=<field>] [output=<field>]
struct ConcurrencyCommand : Command {
    std::string duration;
    std::string start = "_time";
    std::string output = "concurrency";
};

}  // namespace karst
