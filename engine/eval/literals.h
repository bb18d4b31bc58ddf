// Literals of eval expressions, told apart before anything is compiled.
#pragma once

#include "engine/value/number.h"
#include "parser/grammar/ast.h"

namespace karst {

/// True for text in quotation marks that no arithmetic can take for a number.
inline bool is_word(const EvalExpression& expression) {
    return expression.kind == EvalExpression::Kind::String && !parse_number(expression.text);
}

}  // namespace karst
