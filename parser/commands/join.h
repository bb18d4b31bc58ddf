#pragma once

#include "parser/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// join [type=] [max=] [overwrite=] [<fields>] [<subsearch>]
struct JoinCommand : Command {
    PipelinePtr subsearch;
    std::vector<FieldName> fields;  // empty: all that both sides have
    bool keep_unmatched = false;    // type=left or outer
    bool overwrite = true;
    std::int64_t most = 1;  // matches for each row, 0: all
};

}  // namespace karst
