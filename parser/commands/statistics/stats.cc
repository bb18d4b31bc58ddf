#include "parser/commands/statistics/stats.h"

#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

const std::vector<std::string_view> kStatsOptions = {"partitions", "allnum", "delim", "dedup_splitvals"};

void take_options(CommandReader& reader, StatsCommand& stats) {
    while (const auto option = reader.option()) {
        if (option->is("allnum")) {
            stats.all_numeric = reader.boolean(*option);
        } else if (option->is("dedup_splitvals")) {
            stats.distinct_split_values = reader.boolean(*option);
        } else if (option->is("delim")) {
            stats.delimiter = option->value.text;
        } else if (option->is("partitions")) {
            reader.integer(*option);  // how Splunk splits the work; it has no bearing on the result
        } else {
            reader.unknown_option(*option, kStatsOptions);
        }
    }
}

}  // namespace

std::unique_ptr<Command> parse_stats(CommandReader& reader) {
    auto stats = std::make_unique<StatsCommand>();
    take_options(reader, *stats);
    stats->aggregates = reader.aggregates(kStatsOptions);
    take_options(reader, *stats);
    if (reader.take_keyword("by")) {
        stats->by = reader.field_list();
        if (stats->by.empty()) {
            reader.fail_here("a field after BY");
        }
    }
    take_options(reader, *stats);
    return stats;
}

}  // namespace karst
