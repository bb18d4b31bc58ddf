// Pushdown: what later commands of a plan ask for, as restrictions and conditions of the events that its scan gives.
#pragma once

#include "engine/plan/event_inputs.h"
#include "engine/plan/plan.h"
#include "engine/plan/plan_input.h"

#include <vector>

namespace karst {

/// The conditions that follow from the filters behind the first search: only events that meet them can get through. The result
/// of the plan is the same with and without them.
std::vector<FilterCondition> conditions_by_filters(const Plan& plan);

/// The restrictions that follow from the rows of a plan's inputs: an inner join behind groups needs only events whose keys the
/// other side has. The result of the plan is the same with and without them.
std::vector<FieldRestriction> restrictions_by_inputs(const Plan& plan, const InputRowsOfPlan& rows);

}  // namespace karst
