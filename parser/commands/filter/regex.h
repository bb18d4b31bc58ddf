// The command regex: the results that match a regular expression, or do not. Search Reference, regex.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// regex [<field>(=|!=)]<regex>
struct RegexCommand : Command {
    FieldName field{"_raw", {}};
    bool negated = false;
    std::string expression;
    Span expression_span;
};

}  // namespace karst
