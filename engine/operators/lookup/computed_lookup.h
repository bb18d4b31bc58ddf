// The lookup command over a lookup that a function answers.
#pragma once

#include "engine/lookup/computed_lookup.h"
#include "engine/plan/planner.h"
#include "parser/commands/lookup/lookup.h"

#include <string>

namespace karst {

/// The function behind the lookup of this name; null when it is a table.
const ComputedLookup* computed_lookup(const Planner& planner, const std::string& name);

Planned plan_computed_lookup(const LookupCommand& command, const ComputedLookup& lookup, Planner& planner);

}  // namespace karst
