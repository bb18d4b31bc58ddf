#include "parser/commands/statistics/timechart.h"

#include <iterator>
#include <utility>

namespace karst {

namespace {

std::vector<std::string_view> option_names() {
    std::vector<std::string_view> names = series_option_names();
    names.insert(names.end(), bucket_option_names().begin(), bucket_option_names().end());
    names.insert(names.end(), {"cont", "partial", "fixedrange", "dedup_splitvals"});
    return names;
}

bool take_own_option(CommandReader& reader, const CommandReader::Option& option, TimechartCommand& timechart) {
    if (option.is("cont")) {
        timechart.continuous = reader.boolean(option);
    } else if (option.is("partial")) {
        timechart.partial = reader.boolean(option);
    } else if (option.is("fixedrange")) {
        timechart.fixed_range = reader.boolean(option);
    } else if (option.is("dedup_splitvals")) {
        timechart.distinct_split_values = reader.boolean(option);
    } else {
        return false;
    }
    return true;
}

// Options of buckets are about time, and behind the split field about its values.
void take_options(CommandReader& reader, TimechartCommand& timechart, BucketOptions& buckets) {
    for (;;) {
        if (take_series_where(reader, timechart.series.choice)) {
            continue;
        }
        const auto option = reader.option();
        if (!option) {
            return;
        }
        if (!take_series_option(reader, *option, timechart.series) && !take_bucket_option(reader, *option, buckets) &&
            !take_own_option(reader, *option, timechart)) {
            reader.unknown_option(*option, option_names());
        }
    }
}

}  // namespace

std::unique_ptr<Command> parse_timechart(CommandReader& reader) {
    auto timechart = std::make_unique<TimechartCommand>();
    const auto names = option_names();
    take_options(reader, *timechart, timechart->buckets);
    while (!reader.at_end() && !reader.peek_keyword("by")) {
        auto more = reader.aggregates(names);
        if (more.empty()) {
            reader.fail_here("a function or BY");
        }
        std::move(more.begin(), more.end(), std::back_inserter(timechart->aggregates));
        take_options(reader, *timechart, timechart->buckets);
    }
    if (reader.take_keyword("by")) {
        timechart->split = reader.field_name("a field after BY");
        take_options(reader, *timechart, timechart->split_buckets);
    }
    return timechart;
}

}  // namespace karst
