// Subsearches one after the other, as the rows of a pipeline or behind them.
#pragma once

#include "engine/plan/operator.h"
#include "engine/plan/plan.h"

#include <memory>
#include <string_view>
#include <vector>

namespace karst {

/// The rows of all the plans, at most `limit` of each. `what` names the command in warnings.
SourcePtr make_subsearch_source(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what);

/// Passes rows on and puts those of the plans behind them.
OperatorPtr make_subsearch_appender(std::vector<std::shared_ptr<const Plan>> plans, std::size_t limit, std::string_view what);

}  // namespace karst
