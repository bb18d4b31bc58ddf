#include "parser/commands/statistics/timechart.h"

#include "parser/commands/statistics/statistics_arguments.h"

namespace karst {

namespace {

// Options of buckets are about time, and behind the split field about its values.
OptionTable<TimechartCommand> options_with(BucketOptions TimechartCommand::*buckets) {
    return OptionTable<TimechartCommand>(
               {
                   {"cont", takes::boolean(&TimechartCommand::continuous), "Shows the spans of time that have no results."},
                   {"partial", takes::boolean(&TimechartCommand::partial),
                    "Shows spans of time that the search covers only in part."},
                   {"fixedrange", takes::boolean(&TimechartCommand::fixed_range),
                    "Shows the whole time range of the search, where it has one."},
                   {"dedup_splitvals", takes::boolean(&TimechartCommand::distinct_split_values),
                    "Counts a result once for each distinct value of a multivalue split field."},
               })
        .including(series_options(), &TimechartCommand::series)
        .including(bucket_options(), buckets);
}

const OptionTable<TimechartCommand> kTimechartOptions = options_with(&TimechartCommand::buckets);
const OptionTable<TimechartCommand> kSplitOptions = options_with(&TimechartCommand::split_buckets);

}  // namespace

const OptionList& timechart_options() {
    return kTimechartOptions;
}

std::unique_ptr<Command> parse_timechart(CommandReader& reader) {
    auto timechart = std::make_unique<TimechartCommand>();
    const auto take_all = [&](const OptionTable<TimechartCommand>& options) {
        while (take_series_where(reader, timechart->series.choice) || options.take(reader, *timechart)) {
        }
    };
    const auto take_options = [&] { take_all(kTimechartOptions); };
    timechart->aggregates = read_aggregates(reader, kTimechartOptions, take_options, {"by"}, "a function or BY");
    if (reader.take_keyword("by")) {
        timechart->split = reader.field_name("a field after BY");
        take_all(kSplitOptions);
    }
    return timechart;
}

}  // namespace karst
