// The command timechart: a table of statistics with a row for each span of time. Search Reference, timechart.
#pragma once

#include "parser/commands/common/series_options.h"

#include <vector>

namespace karst {

/// timechart [<option>…] <aggregate>… [BY <field> [<option>…] [where …]]
struct TimechartCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::optional<FieldName> split;
    SeriesOptions series;
    BucketOptions buckets;        // of time
    BucketOptions split_buckets;  // of the split field
    bool continuous = true;       // cont: buckets without data are shown
    bool partial = true;          // buckets that the search covers only in part are shown
    bool fixed_range = true;      // fixedrange: the axis covers the search's time range where it has one
    bool distinct_split_values = false;
};

}  // namespace karst
