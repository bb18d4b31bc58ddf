#pragma once

#include "parser/ast.h"

namespace karst {

/// typer [maxlen=<n>]
struct TyperCommand : Command {};

}  // namespace karst
