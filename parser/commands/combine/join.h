// The command join: the fields of matching results of a subsearch. Search Reference, join.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// join <options> [<fields>] [<subsearch>]
/// join <options> where <alias>.<field>=<alias>.<field>… [<subsearch>]
struct JoinCommand : Command {
    PipelinePtr subsearch;
    std::vector<FieldName> fields;  // empty: all that both sides have
    bool keep_unmatched = false;    // type=left or outer
    bool overwrite = true;
    std::int64_t most = 1;  // matches for each row, 0: all

    enum class Time { Any, Earlier, Later };
    Time time = Time::Any;  // usetime, earlier: when the rows of the subsearch must have been

    /// With aliases every field comes out as <alias>.<field>, and `fields` are those of the left side.
    std::string left_alias;
    std::string right_alias;
    std::vector<FieldName> right_fields;
};

}  // namespace karst
