// The multivalue functions that iterate over an expression or prepare a regular expression; the others and the family's table
// are in multivalue.cc.
#pragma once

#include "engine/eval/expression_compiler.h"

namespace karst {

EvalNodePtr build_mvfilter(const EvalExpression& call, ExpressionCompiler& compiler);
EvalNodePtr build_mvfind(const EvalExpression& call, ExpressionCompiler& compiler);
EvalNodePtr build_mvmap(const EvalExpression& call, ExpressionCompiler& compiler);

}  // namespace karst
