#include "parser/commands/statistics/accum.h"
#include "parser/commands/statistics/addtotals.h"
#include "parser/commands/statistics/autoregress.h"
#include "parser/commands/statistics/chart.h"
#include "parser/commands/statistics/contingency.h"
#include "parser/commands/statistics/delta.h"
#include "parser/commands/statistics/eventstats.h"
#include "parser/commands/statistics/outlier.h"
#include "parser/commands/statistics/stats.h"
#include "parser/commands/statistics/streamstats.h"
#include "parser/commands/statistics/timechart.h"
#include "parser/commands/statistics/top.h"
#include "tests/parser/commands/parsed_command.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("stats takes options before, between and behind its functions and fields", "[parser]") {
    const ParsedCommand<StatsCommand> stats("stats allnum=t count AS n, dc(user) delim=\";\" by host src dedup_splitvals=true");
    REQUIRE(stats->aggregates.size() == 2);
    CHECK(stats->aggregates[0].output == "n");
    CHECK(stats->aggregates[1].function == "dc");
    CHECK(names_of(stats->by) == Names{"host", "src"});
    CHECK(stats->all_numeric);
    CHECK(stats->delimiter == ";");
    CHECK(stats->distinct_split_values);
    CHECK(parse_failure("stats count by") == "spl-missing-argument: ");
    CHECK(parse_failure("stats partitions=few count") == "spl-bad-option: few");
}

TEST_CASE("eventstats has the arguments of stats, but not its options", "[parser]") {
    const ParsedCommand<EventstatsCommand> eventstats("eventstats avg(n) by host allnum=true");
    CHECK(eventstats->aggregates.size() == 1);
    CHECK(eventstats->all_numeric);
    CHECK(parse_failure("eventstats delim=x count") == "spl-unknown-option: delim=x");
}

TEST_CASE("streamstats takes its conditions in each of the ways they are written", "[parser]") {
    for (const std::string spl : {"streamstats reset_before=\"(\"x>5\")\" count", "streamstats reset_before=\"(x>5)\" count",
                                  "streamstats reset_before=(x>5) count"}) {
        INFO(spl);
        const ParsedCommand<StreamstatsCommand> streamstats(spl);
        REQUIRE(streamstats->reset_before);
        CHECK(streamstats->reset_before->expression->comparison == Comparison::Greater);
        CHECK_FALSE(streamstats->reset_after);
    }
    CHECK(parse_error("streamstats reset_after=x count").code == "spl-syntax");
}

TEST_CASE("streamstats takes options between its functions", "[parser]") {
    const ParsedCommand<StreamstatsCommand> streamstats("streamstats count window=3 sum(n) time_window=5m by user current=f");
    CHECK(streamstats->aggregates.size() == 2);
    CHECK(streamstats->window == 3);
    CHECK(streamstats->time_window == "5m");
    CHECK_FALSE(streamstats->current);
    CHECK(streamstats->global);
    CHECK(parse_failure("streamstats window=-1 count") == "spl-bad-option: -1");
    CHECK(parse_failure("streamstats count over x") == "spl-syntax: over");
}

TEST_CASE("options of buckets in chart belong to the field before them", "[parser]") {
    const ParsedCommand<ChartCommand> chart("chart count over size bins=10 by user limit=3 where sum in top5");
    REQUIRE(chart->row);
    REQUIRE(chart->column);
    CHECK(chart->row->buckets.bins == std::size_t{10});
    CHECK_FALSE(chart->column->buckets.given());
    CHECK(chart->series.choice.number == 5);
}

TEST_CASE("options of buckets before the functions of chart are for the rows", "[parser]") {
    const ParsedCommand<ChartCommand> chart("chart span=5m count by _time, user");
    CHECK(chart->row->buckets.span == "5m");
    CHECK(chart->column->field.name == "user");
}

TEST_CASE("limit of a chart takes the highest or the lowest series", "[parser]") {
    using Kind = SeriesChoice::Kind;
    const auto choice = [](const std::string& limit) {
        return ParsedCommand<ChartCommand>("chart limit=" + limit + " count by x y")->series.choice;
    };
    CHECK(choice("7").kind == Kind::Top);
    CHECK(choice("top7").number == 7);
    CHECK(choice("top 7").number == 7);
    CHECK(choice("bottom3").kind == Kind::Bottom);
    CHECK(choice("0").kind == Kind::All);
    CHECK(parse_failure("chart limit=some count by x y") == "spl-bad-option: some");
}

TEST_CASE("timechart takes options anywhere", "[parser]") {
    const ParsedCommand<TimechartCommand> timechart(
        "timechart span=1h count agg=max cont=f by user useother=f otherstr=REST where max > 5 partial=f");
    CHECK(timechart->buckets.span == "1h");
    CHECK(timechart->series.choice.kind == SeriesChoice::Kind::Above);
    CHECK(timechart->series.choice.function == "max");
    CHECK_FALSE(timechart->series.use_other);
    CHECK(timechart->series.other == "REST");
    CHECK_FALSE(timechart->continuous);
    CHECK_FALSE(timechart->partial);
    CHECK(timechart->fixed_range);
    CHECK(timechart->split->name == "user");
    CHECK(parse_failure("timechart bins=0 count") == "spl-bad-option: 0");
    CHECK(parse_failure("timechart count over x") == "spl-syntax: over");
}

TEST_CASE("top and rare take options anywhere, and a number first", "[parser]") {
    const ParsedCommand<FrequencyCommand> top("top 5 user showperc=f host by src countfield=n");
    CHECK(top->limit == 5);
    CHECK(names_of(top->fields) == Names{"user", "host"});
    CHECK(names_of(top->by) == Names{"src"});
    CHECK_FALSE(top->show_percent);
    CHECK(top->count_field == "n");
    CHECK(ParsedCommand<FrequencyCommand>("rare limit=0 user")->limit == 0);
    CHECK(parse_failure("top limit=-1 user") == "spl-bad-option: -1");
    CHECK(parse_error("rare").code == "spl-missing-argument");
}

TEST_CASE("addcoltotals has the options of addtotals that name the result", "[parser]") {
    const ParsedCommand<AddtotalsCommand> rows("addtotals col=t fieldname=Sum a label=All b");
    CHECK(rows->row);
    CHECK(rows->col);
    CHECK(rows->field_name == "Sum");
    CHECK(names_of(rows->fields) == Names{"a", "b"});
    const ParsedCommand<AddtotalsCommand> columns("addcoltotals labelfield=x label=All");
    CHECK_FALSE(columns->row);
    CHECK(columns->col);
    CHECK(columns->label_field == "x");
    CHECK(parse_failure("addcoltotals fieldname=x") == "spl-unknown-option: fieldname=x");
}

TEST_CASE("a quoted name with a value is no field of addtotals", "[parser]") {
    CHECK(parse_error("addtotals \"a\"=b").code == "spl-syntax");
}

TEST_CASE("accum, delta and autoregress take a field and its AS in any order with their options", "[parser]") {
    CHECK(ParsedCommand<AccumCommand>("accum n AS total")->output.name == "total");
    const ParsedCommand<DeltaCommand> delta("delta n p=2 AS change");
    CHECK(delta->distance == 2);
    CHECK(delta->output.name == "change");
    CHECK(parse_error("delta n p=0").message == "the option p takes a whole number from 1 to 1000000, not '0'");
    const ParsedCommand<AutoregressCommand> autoregress("autoregress n p=2-4");
    CHECK(autoregress->first == 2);
    CHECK(autoregress->last == 4);
    CHECK(parse_failure("autoregress n p=1-2 AS m") == "spl-bad-argument: m");
    CHECK(parse_failure("autoregress n p=60000") == "spl-bad-option: 60000");
}

TEST_CASE("contingency takes two fields, and parts of 1 as covers", "[parser]") {
    const ParsedCommand<ContingencyCommand> table("contingency a maxrows=0 minrowcover=0.9 b maxcols=2000");
    CHECK(table->row_field.name == "a");
    CHECK(table->column_field.name == "b");
    CHECK(table->max_rows == 1000);
    CHECK(table->max_columns == 1000);
    CHECK(table->min_row_cover == 0.9);
    CHECK(parse_failure("contingency a b minrowcover=1.5") == "spl-bad-option: 1.5");
    CHECK(parse_failure("contingency a* b") == "spl-bad-argument: a*");
    CHECK(parse_error("contingency a").code == "spl-missing-argument");
}

TEST_CASE("outlier knows its actions by their abbreviations, and one type", "[parser]") {
    CHECK(ParsedCommand<OutlierCommand>("outlier action=RM type=IQR n")->remove);
    CHECK_FALSE(ParsedCommand<OutlierCommand>("outlier action=tf n")->remove);
    CHECK(ParsedCommand<OutlierCommand>("outlier param=3.5 a, b")->ranges == 3.5);
    CHECK(parse_error("outlier type=sigma n").message == "the option type takes iqr, not 'sigma'");
}

}  // namespace karst
