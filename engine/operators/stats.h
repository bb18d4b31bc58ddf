#pragma once

#include "engine/aggregate/aggregate_list.h"
#include "engine/plan/operator.h"

namespace karst {

/// stats over a list of aggregates and its BY fields. Its runs are MergeableRuns. chart without fields is the same.
OperatorPtr make_stats_operator(AggregateList list, bool distinct_values);

}  // namespace karst
