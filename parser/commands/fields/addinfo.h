// The command addinfo: the time range of the search, and when it was run. Search Reference, addinfo.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// addinfo
struct AddinfoCommand : Command {};

}  // namespace karst
