// addtotals and addcoltotals: sums of the numeric fields of each row, and of each column.
#pragma once

#include "engine/plan/planner.h"
#include "parser/commands/statistics/addtotals.h"

namespace karst {

OperatorPtr make_totals_operator(const AddtotalsCommand& command, Planner& planner);

}  // namespace karst
