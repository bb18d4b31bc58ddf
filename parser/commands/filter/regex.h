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
