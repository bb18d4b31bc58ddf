// The command union: the results of several searches together. Search Reference, union.
#pragma once

#include "parser/commands/common/subsearch_options.h"
#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// union <options> [<subsearch>]...
struct UnionCommand : Command {
    std::vector<PipelinePtr> subsearches;
    SubsearchOptions options;
};

}  // namespace karst
