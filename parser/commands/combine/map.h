// The command map: a search that runs for each result. Search Reference, map.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// map <options> [<subsearch>]
struct MapCommand : Command {
    std::string search;
    Span search_span;
    std::int64_t most = 10;
};

}  // namespace karst
