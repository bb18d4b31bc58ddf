// Lint of a rule beside its SPL: checks of the compiled rule as a whole.
#pragma once

#include "rules/compiled_rule.h"

namespace karst {

/// Adds what a rule's author would want to know: warnings of an entity, threat object or $token$ of the message that the search
/// does not return, and notes of regular expressions that need backtracking.
void lint_rule(const CompiledRule& compiled, Diagnostics& diagnostics);

}  // namespace karst
