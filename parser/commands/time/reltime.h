// The command reltime: how long ago a time was. Search Reference, reltime.
#pragma once

#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// reltime <options>
struct ReltimeCommand : Command {
    std::vector<std::string> fields = {"_time"};
    std::optional<std::string> prefix;
};

}  // namespace karst
