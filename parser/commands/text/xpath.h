// The command xpath: what an XPath expression selects from XML. Search Reference, xpath.
#pragma once

#include "parser/grammar/ast.h"

#include <optional>

namespace karst {

/// xpath <options> <xpath-string>
struct XpathCommand : Command {
    std::string expression;
    Span expression_span;
    FieldName field{"_raw", {}};
    FieldName output{"xpath", {}};
    std::optional<std::string> default_value;
};

}  // namespace karst
