// From a command's name to the function that plans it; the engine's side of parser/commands/command_list.inc.
#pragma once

#include "engine/plan/planner.h"

#include <string_view>

namespace karst {

/// Null for a name that is not in the list.
PlanFunction find_plan_function(std::string_view name);

}  // namespace karst
