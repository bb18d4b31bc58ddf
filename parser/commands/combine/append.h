#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// append [maxout=<n>] [<subsearch>]
struct AppendCommand : Command {
    PipelinePtr subsearch;
    std::int64_t limit = -1;
};

}  // namespace karst
