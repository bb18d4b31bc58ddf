// What is wrong with a rule beside its SPL: found by looking at the compiled rule as a whole.
#pragma once

#include "rules/compiled_rule.h"

namespace karst {

/// Adds warnings for what a rule's author would want to know: an entity, threat object or $token$ of the message that the
/// search does not return.
void lint_rule(const CompiledRule& compiled, Diagnostics& diagnostics);

}  // namespace karst
