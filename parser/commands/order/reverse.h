// The command reverse: the results in the opposite order. Search Reference, reverse.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// reverse
struct ReverseCommand : Command {};

}  // namespace karst
