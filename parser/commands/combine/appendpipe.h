// The command appendpipe: what commands make of the current results, behind them. Search Reference, appendpipe.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// appendpipe <options> [<subpipeline>]
struct AppendpipeCommand : Command {
    PipelinePtr subpipeline;
};

}  // namespace karst
