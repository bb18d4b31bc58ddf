// spath() (Search Reference, Text functions); the paths are those of the spath command (engine/text/path.h).
#pragma once

#include "engine/eval/compiler.h"

namespace karst {

EvalNodePtr build_spath(const EvalExpression& call, EvalCompiler& compiler);

}  // namespace karst
