// Macros replaced by their definitions, eval macros too.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/macro.h"

#include <vector>

namespace karst {

/// The text with every macro replaced. `uses` gets the macros that were used. Throws DiagnosticError.
SourceText replace_macros(const SourceText& text, const MacroSource& macros, std::vector<MacroUse>* uses = nullptr);

}  // namespace karst
