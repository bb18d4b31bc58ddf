// The command uniq: drops a result that equals the one before it (Search Reference, uniq).
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// uniq
struct UniqCommand : Command {};

}  // namespace karst
