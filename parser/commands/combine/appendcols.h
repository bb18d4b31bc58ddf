#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// appendcols [override=<bool>] [maxout=<n>] [<subsearch>]
struct AppendcolsCommand : Command {
    PipelinePtr subsearch;
    bool override_fields = false;
    std::int64_t limit = -1;
};

}  // namespace karst
