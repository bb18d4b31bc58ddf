// The command dedup: the first results of each combination of values. Search Reference, dedup.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// dedup [<N>] <fields> <options> [sortby …]
struct DedupCommand : Command {
    std::int64_t most = 1;
    std::vector<FieldName> fields;
    bool keep_events = false;
    bool keep_empty = false;
    bool consecutive = false;
    std::unique_ptr<Command> sort;  // a SortCommand
};

}  // namespace karst
