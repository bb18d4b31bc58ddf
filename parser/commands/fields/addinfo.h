#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// addinfo
struct AddinfoCommand : Command {};

}  // namespace karst
