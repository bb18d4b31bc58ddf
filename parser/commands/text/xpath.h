#pragma once

#include "parser/grammar/ast.h"

#include <optional>

namespace karst {

/// xpath [outfield=<field>] <xpath-string> [field=<field>] [default=<string>]
struct XpathCommand : Command {
    std::string expression;
    Span expression_span;
    FieldName field{"_raw", {}};
    FieldName output{"xpath", {}};
    std::optional<std::string> default_value;
};

}  // namespace karst
