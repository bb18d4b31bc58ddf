// The comparison functions that match text and tables; conditionals and the family's table are in comparison.cc.
#pragma once

#include "engine/eval/expression_compiler.h"

namespace karst {

EvalNodePtr build_cidrmatch(const EvalExpression& call, ExpressionCompiler& compiler);
EvalNodePtr build_like(const EvalExpression& call, ExpressionCompiler& compiler);  // also the LIKE operator
EvalNodePtr build_lookup(const EvalExpression& call, ExpressionCompiler& compiler);
EvalNodePtr build_match(const EvalExpression& call, ExpressionCompiler& compiler);
EvalNodePtr build_searchmatch(const EvalExpression& call, ExpressionCompiler& compiler);

}  // namespace karst
