#include "parser/commands/statistics/timechart.h"

#include "parser/commands/statistics/statistics_arguments.h"

namespace karst {

namespace {

const OptionTable<TimechartCommand> kTimechartOptions =
    OptionTable<TimechartCommand>(
        {
            {"cont", takes::boolean(&TimechartCommand::continuous), "Shows the spans of time that have no results."},
            {"partial", takes::boolean(&TimechartCommand::partial), "Shows spans of time that the search covers only in part."},
            {"fixedrange", takes::boolean(&TimechartCommand::fixed_range),
             "Shows the whole time range of the search, where it has one."},
            {"dedup_splitvals", takes::boolean(&TimechartCommand::distinct_split_values),
             "Counts a result once for each distinct value of a multivalue split field."},
        })
        .including(series_options(), &TimechartCommand::series)
        .including(bucket_options(), &TimechartCommand::buckets);

}  // namespace

const OptionList& timechart_options() {
    return kTimechartOptions;
}

std::unique_ptr<Command> parse_timechart(CommandReader& reader) {
    auto timechart = std::make_unique<TimechartCommand>();
    const auto take_options = [&] {
        while (take_series_where(reader, timechart->series.choice) || kTimechartOptions.take(reader, *timechart)) {
        }
    };
    timechart->aggregates = read_aggregates(reader, kTimechartOptions, take_options, {"by"}, "a function or BY");
    if (reader.take_keyword("by")) {
        timechart->split = reader.field_name("a field after BY");
        take_options();
    }
    return timechart;
}

}  // namespace karst
