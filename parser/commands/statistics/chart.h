// The command chart: a table of statistics with a row for each value of one field and a column for each value of another.
// Search Reference, chart.
#pragma once

#include "parser/commands/common/series_options.h"

#include <vector>

namespace karst {

/// chart [<option>…] <aggregate>… [OVER <row field> [<bucket options>]] [BY <field> [<bucket options>] …] [where …]
/// With OVER, BY names the field whose values become columns; without, BY names the row field and then the column field.
struct ChartCommand : Command {
    /// A field whose values are the rows or the columns.
    struct Split {
        FieldName field;
        BucketOptions buckets;
    };

    std::vector<AggregateCall> aggregates;
    std::optional<Split> row;
    std::optional<Split> column;
    SeriesOptions series;
    bool continuous = true;              // cont: buckets without data are shown
    bool distinct_split_values = false;  // dedup_splitvals
};

}  // namespace karst
