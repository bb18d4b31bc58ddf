#include "parser/commands/statistics/chart.h"

#include <iterator>
#include <utility>

namespace karst {

namespace {

std::vector<std::string_view> option_names() {
    std::vector<std::string_view> names = series_option_names();
    names.insert(names.end(), bucket_option_names().begin(), bucket_option_names().end());
    names.insert(names.end(), {"cont", "dedup_splitvals"});
    return names;
}

// Options stand anywhere; those of buckets belong to the field before them, or to the rows.
void take_options(CommandReader& reader, ChartCommand& chart, BucketOptions& buckets) {
    for (;;) {
        if (take_series_where(reader, chart.series.choice)) {
            continue;
        }
        const auto option = reader.option();
        if (!option) {
            return;
        }
        if (take_series_option(reader, *option, chart.series) || take_bucket_option(reader, *option, buckets)) {
            continue;
        }
        if (option->is("cont")) {
            chart.continuous = reader.boolean(*option);
        } else if (option->is("dedup_splitvals")) {
            chart.distinct_split_values = reader.boolean(*option);
        } else {
            reader.unknown_option(*option, option_names());
        }
    }
}

std::optional<ChartCommand::Split> read_split(CommandReader& reader, ChartCommand& chart, std::string_view what) {
    ChartCommand::Split split{reader.field_name(what), {}};
    take_options(reader, chart, split.buckets);
    return split;
}

void read_splits(CommandReader& reader, ChartCommand& chart) {
    const bool over = reader.take_keyword("over");
    if (over) {
        chart.row = read_split(reader, chart, "a field after OVER");
    }
    if (!reader.take_keyword("by")) {
        return;
    }
    if (!over) {
        chart.row = read_split(reader, chart, "a field after BY");
        reader.skip_commas();
    }
    if (over || !reader.at_end()) {
        chart.column = read_split(reader, chart, "the field whose values become columns");
    }
}

}  // namespace

std::unique_ptr<Command> parse_chart(CommandReader& reader) {
    auto chart = std::make_unique<ChartCommand>();
    const auto names = option_names();
    BucketOptions row_buckets;
    take_options(reader, *chart, row_buckets);
    while (!reader.at_end() && !reader.peek_keyword("over") && !reader.peek_keyword("by")) {
        auto more = reader.aggregates(names);
        if (more.empty()) {
            reader.fail_here("a function, OVER or BY");
        }
        std::move(more.begin(), more.end(), std::back_inserter(chart->aggregates));
        take_options(reader, *chart, row_buckets);
    }
    read_splits(reader, *chart);
    if (chart->row && !chart->row->buckets.given()) {
        chart->row->buckets = row_buckets;
    }
    return chart;
}

}  // namespace karst
