#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// appendpipe [<subpipeline>]
struct AppendpipeCommand : Command {
    PipelinePtr subpipeline;
};

}  // namespace karst
