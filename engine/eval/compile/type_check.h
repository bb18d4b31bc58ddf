// Type check of an eval expression, before any event is seen. Fields may hold anything, so only what the expression itself
// shows counts: literals, operators, and functions that always give the same type.
#pragma once

#include "engine/eval/compile/compiler.h"
#include "parser/grammar/ast.h"

#include <cstdint>

namespace karst {

enum class StaticType : std::uint8_t { Unknown, Number, Text, Boolean };

/// The type of an expression's result, where every event gives the same.
StaticType static_type(const EvalExpression& expression);

/// True for an expression whose result is text whatever it spells: a literal in quotation marks, a concatenation, tostring().
/// Elsewhere text that spells a number counts as a number, which is how eval sees fields.
bool is_text_expression(const EvalExpression& expression);

/// Fails through the compiler when an operator or a function cannot take one of its operands.
void check_operand_types(const EvalExpression& expression, const EvalCompiler& compiler);

}  // namespace karst
