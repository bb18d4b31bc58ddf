// The command rex: fields out of a regular expression, or text edited like sed. Search Reference, rex.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// rex <options> (<regex> | <sed-expression>)
struct RexCommand : Command {
    FieldName field{"_raw", {}};
    std::string expression;
    Span expression_span;
    bool sed = false;
    std::int64_t max_match = 1;  // 0: all
    std::string offset_field;
};

}  // namespace karst
