#pragma once

#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// reltime [timefield=<fields>] [prefix=<string>]
struct ReltimeCommand : Command {
    std::vector<std::string> fields = {"_time"};
    std::optional<std::string> prefix;
};

}  // namespace karst
