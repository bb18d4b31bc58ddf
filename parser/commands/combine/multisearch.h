// The command multisearch: several searches of events at once. Search Reference, multisearch.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// multisearch [<subsearch>] [<subsearch>]...
struct MultisearchCommand : Command {
    std::vector<PipelinePtr> subsearches;
};

}  // namespace karst
