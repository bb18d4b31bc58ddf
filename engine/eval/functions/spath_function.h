// spath() (Search Reference, Text functions); the paths are those of the spath command (engine/text/path.h).
#pragma once

#include "engine/eval/expression_compiler.h"

namespace karst {

EvalNodePtr build_spath(const EvalExpression& call, ExpressionCompiler& compiler);

}  // namespace karst
