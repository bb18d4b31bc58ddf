#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// xmlunescape [maxinputs=<int>]
struct XmlunescapeCommand : Command {};

}  // namespace karst
