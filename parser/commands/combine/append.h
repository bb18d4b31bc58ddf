// The command append: the results of a subsearch behind the current results. Search Reference, append.
#pragma once

#include "parser/commands/common/subsearch_options.h"
#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// append <options> [<subsearch>]
struct AppendCommand : Command {
    PipelinePtr subsearch;
    SubsearchOptions options;
};

}  // namespace karst
