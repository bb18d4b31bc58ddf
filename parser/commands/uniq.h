#pragma once

#include "parser/ast.h"

namespace karst {

/// uniq
struct UniqCommand : Command {};

}  // namespace karst
