#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// typer [maxlen=<n>]
struct TyperCommand : Command {};

}  // namespace karst
