// The command foreach: commands that run for each field of a list, or each value of a field. Search Reference, foreach.
#pragma once

#include "parser/grammar/ast.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// foreach <options> <fields> [<subpipeline>]
struct ForeachCommand : Command {
    enum class Mode { Fields, Multivalue, JsonArray, Automatic };
    Mode mode = Mode::Fields;
    std::vector<FieldName> fields;
    std::string body;  // text of the subpipeline, with its placeholders
    Span body_span;
    std::string field_placeholder = "<<FIELD>>";
    std::string match_placeholder = "<<MATCHSTR>>";
    std::array<std::string, 3> segment_placeholders = {"<<MATCHSEG1>>", "<<MATCHSEG2>>", "<<MATCHSEG3>>"};
    std::string item_placeholder = "<<ITEM>>";
    std::string count_placeholder = "<<ITER>>";
};

}  // namespace karst
