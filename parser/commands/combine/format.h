// The command format: the results as one search expression. Search Reference, format.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// format <options> ["<row prefix>" "<column prefix>" "<column separator>" "<column end>" "<row separator>"
/// "<row end>"]
struct FormatCommand : Command {
    std::string value_separator = "OR";
    std::string empty = "NOT ( )";
    std::int64_t most = 0;           // 0: all
    std::vector<std::string> words;  // none, or six
};

}  // namespace karst
