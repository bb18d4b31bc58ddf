#pragma once

#include "parser/ast.h"

namespace karst {

/// xmlunescape [maxinputs=<int>]
struct XmlunescapeCommand : Command {};

}  // namespace karst
