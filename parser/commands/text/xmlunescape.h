// The command xmlunescape: undoes the escapes of XML in fields (Search Reference, xmlunescape).
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// xmlunescape [maxinputs=<int>]
struct XmlunescapeCommand : Command {};

}  // namespace karst
