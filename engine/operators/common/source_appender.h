// Rows of a source behind those of a pipeline: append, union, inputlookup append=true, tstats append=true.
#pragma once

#include "engine/plan/operator.h"
#include "engine/plan/plan_input.h"

#include <vector>

namespace karst {

/// An operator that passes all rows on, and those of `source` behind them.
OperatorPtr make_source_appender(SourcePtr source);

/// The rows of inputs, one after the other.
SourcePtr make_input_source(std::vector<InputId> inputs);

}  // namespace karst
