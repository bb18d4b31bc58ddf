// The command appendcols: the fields of a subsearch beside the current results. Search Reference, appendcols.
#pragma once

#include "parser/commands/common/subsearch_options.h"
#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// appendcols <options> [<subsearch>]
struct AppendcolsCommand : Command {
    PipelinePtr subsearch;
    bool override_fields = false;
    SubsearchOptions options;
};

}  // namespace karst
