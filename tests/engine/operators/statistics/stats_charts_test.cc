// chart, timechart, top and rare.
#include "engine/run/memory_limit.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

std::vector<TestRow> rows_of(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::vector<TestRow> rows;
    for (const auto& [host, kind] : pairs) {
        rows.push_back({{"h", {host}}, {"_time", {"1610366400"}}, {"n", {std::to_string(rows.size() + 1)}}});
        if (!kind.empty()) {
            rows.back()["k"] = {kind};
        }
    }
    return rows;
}

/// "a=1 b=2; a=3 ": rows by their fields in the order of names.
std::string shown(const std::vector<TestRow>& rows) {
    std::string text;
    for (const auto& row : rows) {
        text += text.empty() ? "" : "; ";
        for (const auto& [name, values] : row) {
            text += name + "=" + values.front() + " ";
        }
    }
    return text;
}

std::vector<TestRow> at_times(const std::vector<double>& times) {
    std::vector<TestRow> rows;
    for (const double time : times) {
        rows.push_back({{"_time", {format_number(time)}}, {"n", {"10"}}});
    }
    return rows;
}

const auto kRows = rows_of({{"a", "x"}, {"a", "x"}, {"a", "y"}, {"b", "z"}, {"b", ""}});

}  // namespace

TEST_CASE("chart makes a column of each value, and fills counts with 0", "[chart]") {
    CHECK(shown(run_rows("chart count over h by k", kRows)) == "NULL=0 h=a x=2 y=1 z=0 ; NULL=1 h=b x=0 y=0 z=1 ");
    CHECK(shown(run_rows("chart count BY h, k usenull=f", kRows)) == "h=a x=2 y=1 z=0 ; h=b x=0 y=0 z=1 ");
    CHECK(shown(run_rows("chart sum(n) over h", kRows)) == "h=a sum(n)=6 ; h=b sum(n)=9 ");
    CHECK(shown(run_rows("chart count", kRows)) == "count=5 ");
}

TEST_CASE("chart joins the series that are not chosen, by their states", "[chart]") {
    CHECK(shown(run_rows("chart limit=1 usenull=f count over h by k", kRows)) == "OTHER=1 h=a x=2 ; OTHER=1 h=b x=0 ");
    CHECK(shown(run_rows("chart limit=1 usenull=f useother=f count over h by k", kRows)) == "h=a x=2 ; h=b x=0 ");
    CHECK(shown(run_rows("chart limit=1 otherstr=rest nullstr=none avg(n) by h k",
                         rows_of({{"a", "x"}, {"a", "y"}, {"a", "z"}, {"a", "z"}}))) == "h=a rest=1.5 z=3.5 ");
}

TEST_CASE("series are chosen by a score", "[chart]") {
    const auto rows = rows_of({{"a", "x"}, {"a", "x"}, {"a", "x"}, {"b", "y"}, {"c", "y"}, {"d", "y"}, {"e", "y"}});
    CHECK(shown(run_rows("chart limit=1 useother=f count over h by k | fields x y | head 1", rows)) == "y=0 ");
    CHECK(shown(run_rows("chart limit=1 agg=max useother=f count over h by k | fields x y | head 1", rows)) == "x=3 ");
    CHECK(shown(run_rows("chart useother=f count over h by k where max > 2 | fields x y | head 1", rows)) == "x=3 ");
    CHECK(shown(run_rows("chart useother=f count over h by k where sum in bottom1 | fields x y | head 1", rows)) == "x=3 ");
    CHECK(shown(run_rows("chart useother=f count over h by k where sum notin top 1 | fields x y | head 1", rows)) == "x=3 ");
    CHECK(refused("chart count over h by k where zork > 2") == "spl-unknown-aggregate");
}

TEST_CASE("series of several functions are named by both", "[chart]") {
    const auto rows = rows_of({{"a", "x"}});
    CHECK(shown(run_rows("chart count sum(n) AS s over h by k", rows)) == "count: x=1 h=a s: x=1 ");
    CHECK(shown(run_rows("chart sep=/ count sum(n) AS s over h by k", rows)) == "count/x=1 h=a s/x=1 ");
    CHECK(shown(run_rows("chart format=\"$VAL$-$AGG$\" count sum(n) AS s over h by k", rows)) == "h=a x-count=1 x-s=1 ");
}

TEST_CASE("a series does not take the place of the row field or hide itself", "[chart]") {
    CHECK(shown(run_rows("chart count over h by k", rows_of({{"a", "h"}, {"a", "_x"}}))) == "VALUE_h=1 VALUE_x=1 h=a ");
}

TEST_CASE("an axis of numbers is cut into buckets", "[chart]") {
    const auto rows = rows_of({{"3", ""}, {"35", ""}, {"text", ""}});
    CHECK(shown(run_rows("chart count over h span=10", rows)) ==
          "count=1 h=0-10 ; count=0 h=10-20 ; count=0 h=20-30 ; count=1 h=30-40 ; count=1 h=text ");
    CHECK(shown(run_rows("chart count over h span=10 cont=f", rows)) == "count=1 h=0-10 ; count=1 h=30-40 ; count=1 h=text ");
    CHECK(shown(run_rows("chart count over h bins=2", rows)) == "count=1 h=0-20 ; count=1 h=20-40 ; count=1 h=text ");
    CHECK(refused("chart count over h span=2log2") == "spl-bad-span");
}

TEST_CASE("timechart fills the buckets between", "[timechart]") {
    const auto rows = at_times({1610380799, 1610370000, 1610366400});
    CHECK(shown(run_rows("timechart span=1h count sum(n)", rows)) ==
          "_time=1610366400 count=1 sum(n)=10 ; _time=1610370000 count=1 sum(n)=10 ; _time=1610373600 count=0 ; "
          "_time=1610377200 count=1 sum(n)=10 ");
    CHECK(run_rows("timechart span=1h cont=f count", rows).size() == 3);
    CHECK(run_rows("timechart span=1h count", {}).empty());
    CHECK(run_rows("timechart span=1h count", {{{"n", {"1"}}}}).empty());
}

TEST_CASE("timechart's rates are scaled to the bucket", "[timechart]") {
    CHECK(shown(run_rows("timechart span=5m per_minute(n) AS m per_hour(n) AS h", at_times({1610366400, 1610366460}))) ==
          "_time=1610366400 h=240 m=4 ");
}

TEST_CASE("timechart lengthens its buckets until there are few enough", "[timechart]") {
    std::vector<double> times;
    for (int number = 0; number < 500; ++number) {
        times.push_back(1610366400 + number * 97);
    }
    const auto rows = run_rows("timechart count last(n)", at_times(times));
    CHECK(rows.size() == 81);  // of ten minutes
    double count = 0;
    for (const auto& row : rows) {
        count += std::stod(row.at("count").front());
    }
    CHECK(count == 500);
    CHECK(run_rows("timechart minspan=1h count", at_times(times)).size() == 14);
    CHECK(run_rows("timechart bins=10 count", at_times(times)).size() == 2);
}

TEST_CASE("chart evaluates an expression over aggregates for each cell", "[chart]") {
    const std::vector<TestRow> rows = {{{"h", {"a"}}, {"u", {"x"}}, {"n", {"10"}}, {"d", {"4"}}},
                                       {{"h", {"a"}}, {"u", {"x"}}, {"n", {"20"}}, {"d", {"5"}}},
                                       {{"h", {"a"}}, {"u", {"y"}}, {"n", {"6"}}, {"d", {"3"}}},
                                       {{"h", {"b"}}, {"u", {"y"}}, {"n", {"1"}}, {"d", {"0"}}}};
    CHECK(shown(run_rows("chart eval(avg(n)/max(d)) AS ratio by h", rows)) == "h=a ratio=2.4 ; h=b ");
    CHECK(shown(run_rows("chart eval(sum(n)/count) over h by u", rows)) == "h=a x=15 y=6 ; h=b y=1 ");
    CHECK(shown(run_rows("chart count eval(sum(eval(n*2)) - dc(d)) AS s over h by u", rows)) ==
          "count: x=2 count: y=1 h=a s: x=58 s: y=11 ; count: x=0 count: y=1 h=b s: y=1 ");
    CHECK(shown(run_rows("chart eval(perc50(n)) AS p", rows)) == "p=8 ");
    CHECK(shown(run_rows("chart limit=1 eval(sum(n)) AS s over h by u", rows)) == "OTHER=6 h=a x=30 ; OTHER=1 h=b ");
}

TEST_CASE("timechart evaluates an expression over aggregates for each bucket", "[timechart]") {
    CHECK(shown(run_rows("timechart span=1h eval(count*2) AS twice", at_times({1610366400, 1610370000, 1610370001}))) ==
          "_time=1610366400 twice=2 ; _time=1610370000 twice=4 ");
    CHECK(refused("timechart eval(n+1)") == "spl-missing-aggregate");
    CHECK(refused("timechart eval(avg(n)+nosuch(3)) AS x") == "spl-unknown-function");
    CHECK(refused("stats eval(avg(n)/2) AS x") == "spl-unknown-aggregate");
}

TEST_CASE("top says when Splunk's limit bites, which is lifted with the others", "[top]") {
    const std::vector<TestRow> rows = {{{"a", {"1"}}}, {{"a", {"2"}}}, {{"a", {"3"}}}};
    std::vector<std::string> warnings;
    Limits limits;
    limits.top_values = 2;
    CHECK(run_rows("top limit=0 a", rows, limits, &warnings).size() == 2);
    CHECK(warnings.size() == 1);
    CHECK(run_rows("top limit=0 a", rows, Limits::none(), &warnings).size() == 3);
    CHECK(warnings.size() == 1);
}

TEST_CASE("timechart covers the range of the search", "[timechart]") {
    const auto count_rows = [](const std::string& spl) {
        const auto plan = plan_of(spl);
        RunContext run;
        run.fields = plan->fields();
        run.search_earliest = 1610366400 + 60;
        run.search_latest = 1610366400 + 5 * 3600;
        RowCollector collected;
        PipelineRun pipeline(plan, run, collected);
        Batch batch;
        Row row = batch.make_row(0);
        batch.set(row, run.fields.intern("_time"), Value::number(1610366400 + 2 * 3600));
        batch.rows().push_back(row);
        pipeline.push(batch);
        pipeline.finish();
        return collected.rows();
    };
    CHECK(count_rows("timechart span=1h count") == 5);
    CHECK(count_rows("timechart span=1h partial=f count") == 4);
    CHECK(count_rows("timechart span=1h fixedrange=f count") == 1);
}

TEST_CASE("a span that makes too many rows ends the run", "[timechart]") {
    CHECK_THROWS_AS(run_rows("timechart span=1s count", at_times({1610366400, 1710366400})), RunLimitError);
    CHECK_THROWS_AS(run_rows("chart count over n span=0.001", {{{"n", {"1"}}}, {{"n", {"1e9"}}}}), RunLimitError);
    CHECK(refused("timechart span=zork count") == "spl-bad-span");
    CHECK(refused("timechart start=3 count") == "spl-bad-option");
}

TEST_CASE("top counts combinations and says their share", "[top]") {
    const auto rows = rows_of({{"a", "x"}, {"a", "x"}, {"a", "y"}, {"b", "x"}});
    CHECK(shown(run_rows("top h", rows)) == "count=3 h=a percent=75.000000 ; count=1 h=b percent=25.000000 ");
    CHECK(shown(run_rows("top 1 h k showperc=f", rows)) == "count=2 h=a k=x ");
    CHECK(shown(run_rows("top limit=1 useother=t otherstr=rest h", rows)) ==
          "count=3 h=a percent=75.000000 ; count=1 h=rest percent=25.000000 ");
    CHECK(shown(run_rows("top 1 k by h", rows)) == "count=2 h=a k=x percent=66.666667 ; count=1 h=b k=x percent=100.000000 ");
    CHECK(shown(run_rows("top h countfield=c percentfield=p", rows)) == "c=3 h=a p=75.000000 ; c=1 h=b p=25.000000 ");
    CHECK(refused("top count") == "spl-duplicate-output");
    CHECK(refused("top") == "spl-missing-argument");
}

TEST_CASE("rare shows the least frequent, and ties in the order of their values", "[rare]") {
    const auto rows = rows_of({{"a", ""}, {"c", ""}, {"b", ""}, {"a", ""}});
    CHECK(shown(run_rows("rare h showperc=f", rows)) == "count=1 h=b ; count=1 h=c ; count=2 h=a ");
    CHECK(shown(run_rows("rare limit=1 h showperc=f showcount=f", rows)) == "h=b ");
}

TEST_CASE("zero means all", "[top]") {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (int number = 0; number < 15; ++number) {
        pairs.emplace_back("host" + std::to_string(number), "");
    }
    CHECK(run_rows("top h", rows_of(pairs)).size() == 10);
    CHECK(run_rows("top limit=0 h", rows_of(pairs)).size() == 15);
}

TEST_CASE("an axis of numbers is cut into buckets that grow by a factor", "[chart]") {
    const auto rows = rows_of({{"1", ""}, {"3", ""}, {"3", ""}, {"20", ""}, {"0", ""}, {"text", ""}});
    CHECK(shown(run_rows("chart count over h span=log2", rows)) ==
          "count=1 h=0 ; count=1 h=1-2 ; count=2 h=2-4 ; count=0 h=4-8 ; count=0 h=8-16 ; count=1 h=16-32 ; count=1 h=text ");
    CHECK(shown(run_rows("chart count over h span=2log10 cont=f | where h!=\"text\"", rows)) ==
          "count=1 h=0 ; count=1 h=0.2-2 ; count=2 h=2-20 ; count=1 h=20-200 ");
    CHECK(shown(run_rows("chart count over k by h span=log", rows_of({{"5", "x"}, {"50", "x"}}))) == "1-10=1 10-100=1 k=x ");
    CHECK(refused("chart count over h span=log1") == "spl-bad-span");
    CHECK(run_rows("chart count over h span=1.00001log1.0001", rows_of({{"1", ""}, {"2", ""}})).size() > 100);
}

TEST_CASE("options of buckets behind the split field of timechart are about its values", "[timechart]") {
    auto rows = at_times({1610366400, 1610366400, 1610370000});
    rows[0]["d"] = {"4"};
    rows[1]["d"] = {"12"};
    rows[2]["d"] = {"none"};
    CHECK(shown(run_rows("timechart span=1h count BY d span=5", rows)) ==
          "0-5=1 10-15=1 _time=1610366400 none=0 ; 0-5=0 10-15=0 _time=1610370000 none=1 ");
    CHECK(shown(run_rows("timechart span=1h count BY d bins=2 | head 1", rows)) == "0-10=1 10-20=1 _time=1610366400 none=0 ");
    CHECK(shown(run_rows("timechart span=1h count BY d span=log10 | head 1", rows)) ==
          "1-10=1 10-100=1 _time=1610366400 none=0 ");
    CHECK(refused("timechart span=1h count BY d span=1h") == "spl-bad-span");
}

TEST_CASE("a span of time behind the split field of timechart is about time where there is no other", "[timechart]") {
    auto rows = at_times({1610366400, 1610370000});
    rows[0]["d"] = rows[1]["d"] = {"x"};
    CHECK(shown(run_rows("timechart count BY d span=1h", rows)) == "_time=1610366400 x=1 ; _time=1610370000 x=1 ");
}

TEST_CASE("where with count is about the events of a series, not about its rows", "[chart]") {
    const auto rows = rows_of({{"a", "x"}, {"a", "x"}, {"a", "y"}, {"b", "y"}, {"b", "y"}});
    CHECK(shown(run_rows("chart count over h by k where count > 2", rows)) == "OTHER=2 h=a y=1 ; OTHER=0 h=b y=2 ");
    CHECK(shown(run_rows("chart avg(n) over h by k useother=f where count in bottom1 | head 1", rows)) == "h=a x=1.5 ");
}

TEST_CASE("an expression over aggregates may multiply, with a split and without a name", "[timechart]") {
    auto rows = at_times({1610366400, 1610366400});
    rows[0]["d"] = rows[1]["d"] = {"x"};
    CHECK(shown(run_rows("timechart span=1h eval(avg(n) * count) BY d", rows)) == "_time=1610366400 x=20 ");
    CHECK(shown(run_rows("chart eval(sum(n)*2) eval(count*3)", rows)) == "eval(count*3)=6 eval(sum(n)*2)=40 ");
}

TEST_CASE("chart and timechart refuse to split by the field of a function", "[chart]") {
    CHECK(refused("chart sum(n) by n") == "spl-split-field-aggregated");
    CHECK(refused("chart count(k) over h by k") == "spl-split-field-aggregated");
    CHECK(refused("timechart avg(n) by n") == "spl-split-field-aggregated");
    CHECK(refused("timechart eval(avg(n)*2) by n") == "spl-split-field-aggregated");
    CHECK(refused("timechart max(_time) by n").empty());
    CHECK(refused("stats sum(n) by n").empty());
}

}  // namespace karst
