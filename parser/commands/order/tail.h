// The command tail: the last results, last first. Search Reference, tail.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// tail [<N>]
struct TailCommand : Command {
    std::int64_t limit = 10;
};

}  // namespace karst
