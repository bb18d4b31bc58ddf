#pragma once

#include "parser/ast.h"

namespace karst {

/// addinfo
struct AddinfoCommand : Command {};

}  // namespace karst
