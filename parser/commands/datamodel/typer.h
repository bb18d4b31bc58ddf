// The command typer: the names of an event's types. Search Reference, typer.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// typer <options>
struct TyperCommand : Command {};

}  // namespace karst
