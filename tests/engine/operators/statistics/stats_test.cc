#include "engine/plan/mergeable_run.h"
#include "engine/run/memory_limit.h"
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

void push(RowSink& sink, RunContext& run, const std::vector<TestRow>& rows) {
    Batch batch;
    for (const auto& fields : rows) {
        Row row = batch.make_row(0);
        for (const auto& [name, values] : fields) {
            batch.set(row, run.fields.intern(name), Value::string(batch.arena().copy(values.front())));
        }
        batch.rows().push_back(row);
    }
    sink.push(batch);
}

/// The results of two runs over the halves of `rows`, one merged into the other.
std::vector<TestRow> run_merged(const std::string& spl, const std::vector<TestRow>& rows, std::size_t half) {
    const auto plan = plan_of(spl);
    RunContext first;
    RunContext second;
    first.fields = second.fields = plan->fields();
    // The runs meet names that the plan does not have in different orders.
    second.fields.intern("met only here");
    RowCollector collected;
    RowCollector unused;
    const auto left = plan->operators().front()->start(first, collected);
    const auto right = plan->operators().front()->start(second, unused);
    push(*left, first, {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(half)});
    push(*right, second, {rows.begin() + static_cast<std::ptrdiff_t>(half), rows.end()});
    dynamic_cast<MergeableRun&>(*left).merge(*right);
    left->finish();
    std::vector<TestRow> result;
    for (auto& batch : collected.batches()) {
        for (const auto& row : batch.rows()) {
            TestRow shown;
            for (FieldId id = 0; id < row.slots().size(); ++id) {
                for (const Value item : row.slots()[id].items()) {
                    std::string text;
                    append_text(item, text);
                    shown[std::string(first.fields.name(id))].push_back(text);
                }
            }
            result.push_back(std::move(shown));
        }
    }
    return result;
}

}  // namespace

TEST_CASE("stats without BY gives one row, also over no events", "[stats]") {
    CHECK(run_rows("stats count", {}) == std::vector<TestRow>{{{"count", {"0"}}}});
    CHECK(run_rows("stats count sum(n)", {}) == std::vector<TestRow>{{{"count", {"0"}}}});
    CHECK(run_rows("stats count BY host", {}).empty());
    CHECK(run_rows("stats sum(n)", {}).empty());
}

TEST_CASE("stats leaves out rows without a BY field and has a row for each value of a list", "[stats]") {
    const std::vector<TestRow> rows = {{{"tag", {"x", "y"}}}, {{"tag", {"y"}}}, {{"other", {"z"}}}};
    CHECK(run_rows("stats count BY tag", rows) ==
          std::vector<TestRow>{{{"tag", {"x"}}, {"count", {"1"}}}, {{"tag", {"y"}}, {"count", {"2"}}}});
}

TEST_CASE("a condition counts where it is true", "[stats]") {
    const std::vector<TestRow> rows = {{{"n", {"1"}}}, {{"n", {"5"}}}, {{"m", {"5"}}}};
    CHECK(run_rows("stats count(eval(n>2)) AS more sum(eval(n>2)) AS sum", rows) ==
          std::vector<TestRow>{{{"more", {"1"}}, {"sum", {"1"}}}});
}

TEST_CASE("wildcards stand for the fields that rows have", "[stats]") {
    const std::vector<TestRow> rows = {{{"h", {"x"}}, {"a_ms", {"1"}}, {"_time", {"9"}}}, {{"h", {"y"}}, {"b_ms", {"2"}}}};
    CHECK(run_rows("stats sum(*_ms) BY h", rows) ==
          std::vector<TestRow>{{{"h", {"x"}}, {"sum(a_ms)", {"1"}}}, {{"h", {"y"}}, {"sum(b_ms)", {"2"}}}});
    CHECK(run_rows("stats values(*) AS * BY h", rows) ==
          std::vector<TestRow>{{{"h", {"x"}}, {"a_ms", {"1"}}}, {{"h", {"y"}}, {"b_ms", {"2"}}}});
    CHECK(run_rows("stats max(*_*) AS *-*", rows) == std::vector<TestRow>{{{"a-ms", {"1"}}, {"b-ms", {"2"}}}});
}

TEST_CASE("a wildcard does not overwrite what is named", "[stats]") {
    CHECK(run_rows("stats count AS n values(*) AS *", {{{"n", {"seven"}}}}) == std::vector<TestRow>{{{"n", {"1"}}}});
}

TEST_CASE("stats refuses what it cannot do, each with its code", "[stats]") {
    CHECK(refused("stats") == "spl-missing-aggregate");
    CHECK(refused("stats frobnicate(x)") == "spl-unknown-aggregate");
    CHECK(refused("stats sum") == "spl-missing-field");
    CHECK(refused("stats count(eval(x=1))") == "spl-eval-needs-as");
    CHECK(refused("stats sparkline(count, 1h) AS s") == "spl-unsupported-aggregate");
    CHECK(refused("stats rate_avg(x)") == "spl-unsupported-aggregate");
    CHECK(refused("stats perc101(x)") == "spl-bad-percentile");
    CHECK(refused("stats per_second(x)") == "spl-timechart-only");
    CHECK(refused("stats avg(*) AS x") == "spl-wildcard-mismatch");
    CHECK(refused("stats count AS x dc(y) AS x") == "spl-duplicate-output");
    CHECK(refused("stats values(u) AS u BY u") == "spl-output-is-by-field");
    CHECK(refused("stats count BY *") == "spl-wildcard-by");
    CHECK(refused("stats allmun=t count") == "spl-unknown-option");
    CHECK(refused("stats count, count").empty());
}

TEST_CASE("allnum withholds statistics of numbers from a field with other text", "[stats]") {
    const std::vector<TestRow> rows = {{{"a", {"1"}}, {"b", {"2"}}}, {{"a", {"x"}}, {"b", {"3"}}}};
    CHECK(run_rows("stats allnum=t sum(a) sum(b)", rows) == std::vector<TestRow>{{{"sum(b)", {"5"}}}});
}

TEST_CASE("stats needs its own fields and nothing that comes after it", "[stats]") {
    const auto needs = needs_for("stats count avg(eval(n*2)) AS a latest(u) BY host", {"later"});
    CHECK(needs.names() == std::set<std::string>{"_time", "host", "n", "u"});
    CHECK(needs_for("stats values(x.*) AS *", {}).contains("x.y"));
    CHECK_FALSE(needs_for("stats values(x.*) AS *", {}).contains("y"));
}

TEST_CASE("columns are the BY fields and then the functions as written", "[stats]") {
    const auto plan = plan_of("stats max(n) count BY b a");
    std::vector<std::string> names;
    for (const auto id : plan->columns().order) {
        names.emplace_back(plan->fields().name(id));
    }
    CHECK(names == std::vector<std::string>{"b", "a", "max(n)", "count"});
    CHECK_FALSE(plan->columns().open);
}

TEST_CASE("runs over parts of the rows merge into the result over all", "[stats]") {
    std::vector<TestRow> rows;
    for (int number = 0; number < 200; ++number) {
        TestRow row = {
            {"g", {std::to_string(number % 7)}}, {"n", {std::to_string(number)}}, {"k", {number % 3 == 0 ? "a" : "b"}}};
        if (number > 120) {
            row["late"] = {"x" + std::to_string(number % 5)};
        }
        row["_time"] = {std::to_string(1610366400 + number * 60)};
        rows.push_back(std::move(row));
    }
    for (const auto* spl :
         {"stats count sum(n) stdev(n) list(n) first(n) last(n) dc(late) BY g", "stats values(*) AS *",
          "chart avg(n) over g by k", "timechart span=1h count by k", "timechart count dc(k)", "top k by g", "rare n"}) {
        for (const std::size_t half : {std::size_t{0}, std::size_t{100}, rows.size()}) {
            INFO(spl << " at " << half);
            CHECK(run_merged(spl, rows, half) == run_rows(spl, rows));
        }
    }
}

TEST_CASE("a run ends when it would hold more than it may", "[stats]") {
    for (const auto* spl : {"stats count BY n", "stats values(n)", "eventstats count BY n", "streamstats dc(n)", "top n"}) {
        const auto plan = plan_of(spl);
        RunContext run;
        run.fields = plan->fields();
        run.memory = std::make_shared<MemoryAccount>(100'000);
        RowCollector collected;
        PipelineRun pipeline(plan, run, collected);
        INFO(spl);
        const auto fill = [&] {
            for (int number = 0; number < 5000; ++number) {
                push(pipeline, run, {{{"n", {"a value with a number behind it " + std::to_string(number)}}}});
            }
        };
        CHECK_THROWS_AS(fill(), MemoryLimitError);
    }
}

TEST_CASE("a row whose lists multiply beyond reason is left out with a warning", "[stats]") {
    const std::vector<std::string> many(400, "x");
    std::vector<std::string> warnings;
    const auto rows = run_rows("stats count BY a b", {{{"a", many}, {"b", many}}, {{"a", {"y"}}, {"b", {"z"}}}}, {}, &warnings);
    CHECK(rows == std::vector<TestRow>{{{"a", {"y"}}, {"b", {"z"}}, {"count", {"1"}}}});
    CHECK(warnings.size() == 1);
}

}  // namespace karst
