// Frequency operator of top and rare: how often each combination of values occurs, the most or the least frequent first.
#pragma once

#include "engine/plan/planner.h"
#include "parser/commands/statistics/top.h"

namespace karst {

enum class FrequencyOrder { MostFirst, LeastFirst };

/// The operator of top or rare. Throws DiagnosticError when the column of counts or percentages has the name of a field.
OperatorPtr make_frequency_operator(const FrequencyCommand& command, FrequencyOrder order, Planner& planner);

}  // namespace karst
