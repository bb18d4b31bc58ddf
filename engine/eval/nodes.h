// The nodes of operators: what a program is made of beside functions. Inside engine/eval/ only.
#pragma once

#include "engine/run/program.h"
#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

EvalNodePtr make_number_node(double number, std::uint8_t significant);
EvalNodePtr make_string_node(std::string text);
EvalNodePtr make_field_node(FieldId id);
EvalNodePtr make_negate_node(EvalNodePtr operand);
EvalNodePtr make_not_node(EvalNodePtr operand);
EvalNodePtr make_logical_node(EvalExpression::Kind kind, std::vector<EvalNodePtr> operands);
EvalNodePtr make_comparison_node(Comparison comparison, EvalNodePtr left, EvalNodePtr right);
EvalNodePtr make_arithmetic_node(char operation, EvalNodePtr left, EvalNodePtr right);
EvalNodePtr make_concatenation_node(EvalNodePtr left, EvalNodePtr right);
/// x IN (a, b): true when x equals one of them.
EvalNodePtr make_membership_node(EvalNodePtr left, std::vector<EvalNodePtr> list);
/// What a field is given: a number rounded to its precision, and the text of a result that only the run shows to be Boolean.
EvalNodePtr make_field_value_node(EvalNodePtr operand);

}  // namespace karst
