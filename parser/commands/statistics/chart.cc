#include "parser/commands/statistics/chart.h"

#include "parser/commands/statistics/statistics_arguments.h"

namespace karst {

namespace {

// What is being read: options of buckets belong to the field before them, or to the rows.
struct ChartReading {
    ChartCommand& chart;
    BucketOptions& buckets;
};

const OptionTable<ChartCommand> kChartOwnOptions = {
    {"cont", takes::boolean(&ChartCommand::continuous), "Shows the buckets of the row field that have no results."},
    {"dedup_splitvals", takes::boolean(&ChartCommand::distinct_split_values),
     "Counts a result once for each distinct value of a multivalue split field."},
};

const OptionTable<ChartReading> kChartOptions =
    OptionTable<ChartReading>({})
        .including(series_options(), [](ChartReading& reading) -> SeriesOptions& { return reading.chart.series; })
        .including(bucket_options(), [](ChartReading& reading) -> BucketOptions& { return reading.buckets; })
        .including(kChartOwnOptions, [](ChartReading& reading) -> ChartCommand& { return reading.chart; });

// Options stand anywhere.
void take_options(CommandReader& reader, ChartCommand& chart, BucketOptions& buckets) {
    ChartReading reading{chart, buckets};
    while (take_series_where(reader, chart.series.choice) || kChartOptions.take(reader, reading)) {
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

const OptionList& chart_options() {
    return kChartOptions;
}

std::unique_ptr<Command> parse_chart(CommandReader& reader) {
    auto chart = std::make_unique<ChartCommand>();
    BucketOptions row_buckets;
    const auto take = [&] { take_options(reader, *chart, row_buckets); };
    chart->aggregates = read_aggregates(reader, kChartOptions, take, {"over", "by"}, "a function, OVER or BY");
    read_splits(reader, *chart);
    if (chart->row && !chart->row->buckets.given()) {
        chart->row->buckets = row_buckets;
    }
    return chart;
}

}  // namespace karst
