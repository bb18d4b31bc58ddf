#include "parser/commands/statistics/stats.h"

#include "parser/commands/statistics/statistics_arguments.h"

namespace karst {

namespace {

const OptionTable<StatsCommand> kStatsOptions = {
    {"allnum", takes::boolean(&StatsCommand::all_numeric),
     "Calculates numeric statistics of a field only where all of its values are numbers."},
    {"delim", takes::text(&StatsCommand::delimiter).bare(),
     "What the values of list() and values() are joined with where they are."},
    {"dedup_splitvals", takes::boolean(&StatsCommand::distinct_split_values),
     "Counts a result once for each distinct value of a multivalue field of BY."},
    {"partitions", takes::ignored_integer(), "How many parts Splunk splits the work into."},
};

}  // namespace

const OptionList& stats_options() {
    return kStatsOptions;
}

std::unique_ptr<Command> parse_stats(CommandReader& reader) {
    return read_statistics(reader, kStatsOptions);
}

}  // namespace karst
