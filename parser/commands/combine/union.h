#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// union [maxout=<n>] [<subsearch>]...
struct UnionCommand : Command {
    std::vector<PipelinePtr> subsearches;
    std::int64_t limit = -1;
};

}  // namespace karst
