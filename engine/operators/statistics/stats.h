// Operator of stats and tstats: aggregates by groups (Search Reference, stats).
#pragma once

#include "engine/aggregate/time_buckets.h"
#include "engine/operators/statistics/aggregate_list.h"
#include "engine/plan/operator.h"

#include <optional>
#include <string>

namespace karst {

/// How rows are put into groups beyond their BY fields' values.
struct Grouping {
    bool distinct_values = false;               // a value that occurs twice in a multivalue counts once
    std::optional<FieldId> time = {};           // a BY field whose values are put into buckets …
    std::optional<BucketSpan> span = {};        // … of this length; none: as short as a reasonable number of them allows
    std::optional<FieldId> whole_seconds = {};  // a field whose times lose their fractions before anything else
    std::optional<std::string> fill_null = {};  // takes the place of a missing BY value; none: such rows are in no group
};

/// Makes a time one of whole seconds.
void drop_fraction(Batch& batch, Row& row, FieldId field);

/// stats over a list of aggregates and its BY fields. Its runs are MergeableRuns. chart without fields is the same.
OperatorPtr make_stats_operator(AggregateList list, Grouping grouping);

}  // namespace karst
