#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// uniq
struct UniqCommand : Command {};

}  // namespace karst
