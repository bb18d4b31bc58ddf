// Commands that ask for the time range of the search, which stands in the search itself or outside of it.
#include "engine/compile/compile.h"
#include "tests/engine/operators/refusal.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

using Rows = std::vector<TestRow>;

// Rows behind the search command of `spl`, at these times, when it is now 1700008000.
std::vector<TestRow> found(const std::string& spl, const std::vector<std::string>& times, double earliest = 0) {
    const auto text = std::make_shared<const SourceText>(SourceText::whole("test", spl));
    Diagnostics diagnostics;
    std::shared_ptr<const Pipeline> pipeline = parse_spl(*text, diagnostics);
    REQUIRE(pipeline);
    const auto plan = make_plan(text, pipeline, spl_environment());
    RunContext run;
    run.now = 1700008000;
    run.search_earliest = earliest;
    run.fields = plan->fields();
    RowCollector collected;
    PipelineRun operators(plan, run, collected);
    Batch batch;
    for (const auto& time : times) {
        Row& row = batch.append(0);
        batch.set(row, run.fields.intern("_time"), Value::string(batch.arena().copy(time)));
    }
    operators.push(batch);
    operators.finish();
    return shown_rows(collected.batches(), run.fields);
}

}  // namespace

TEST_CASE("addinfo says which time the search is about, and when it was run", "[addinfo]") {
    CHECK(found("a=1 | addinfo | fields - _time", {"5"}) == Rows{{{"info_min_time", {"0"}},
                                                                  {"info_max_time", {"+Infinity"}},
                                                                  {"info_sid", {"1700008000.1"}},
                                                                  {"info_search_time", {"1700008000"}}}});
    const auto bounded = found("a=1 earliest=-1h latest=1700007000 | addinfo", {"5"}).front();
    CHECK(bounded.at("info_min_time").front() == "1700004400");
    CHECK(bounded.at("info_max_time").front() == "1700007000");
    CHECK(found("a=1 | addinfo", {"5"}, 77).front().at("info_min_time").front() == "77");
    CHECK(found("latest=1700007000 | addinfo", {"5"}, 77).front().at("info_min_time").front() == "0");
    CHECK(found("(earliest=5 a=1) OR (earliest=9 a=2) | addinfo", {"5"}).front().at("info_min_time").front() == "0");
    CHECK(refusal("addinfo x") == "spl-syntax: x");
    CHECK_FALSE(needs_for("addinfo", {"info_sid"}).contains("info_sid"));
}

TEST_CASE("timechart covers the range that the search itself names", "[timechart]") {
    const std::string bounds = "earliest=1699999200 latest=1700010000 ";
    CHECK(found(bounds + "| timechart span=1h count", {"1700003000"}).size() == 3);
    CHECK(found(bounds + "| timechart span=1h fixedrange=f count", {"1700003000"}).size() == 1);
    CHECK(found("earliest=1700000000 | timechart span=1h partial=f count", {"1700000100", "1700003000"}).size() == 1);
}

TEST_CASE("bin aligns with the begin of the range that the search names", "[bin]") {
    CHECK(found("earliest=1700000100 | bin _time span=1h aligntime=earliest", {"1700003800"}) ==
          Rows{{{"_time", {"1700003700"}}}});
}

TEST_CASE("fieldformat and collect leave the results as they are", "[operators]") {
    const Rows rows = {{{"n", {"1000"}}}, {{"n", {"2"}}, {"m", {"x"}}}};
    CHECK(run_rows("fieldformat n=tostring(n, \"commas\")", rows) == rows);
    CHECK(run_rows("collect index=summary sourcetype=stash marker=\"a=b\" | stats count", rows) == Rows{{{"count", {"2"}}}});
    CHECK(refused("fieldformat n=nosuch(n)") == "spl-unknown-function");
    CHECK(refused("fieldformat n") == "spl-missing-argument");
    CHECK(refused("collect") == "spl-missing-argument");
    CHECK(refusal("collect indx=a") == "spl-unknown-option: indx=a");
}

TEST_CASE("makecontinuous adds the buckets that have no rows", "[operators]") {
    CHECK(run_rows("makecontinuous n span=2", {{{"n", {"1"}}}, {{"n", {"5"}}, {"m", {"x"}}}}) ==
          Rows{{{"n", {"0"}}}, {{"n", {"2"}}}, {{"n", {"4"}}, {"m", {"x"}}}});
    CHECK(refused("makecontinuous n span=2log3") == "spl-bad-span");
    CHECK(refused("makecontinuous n m") == "spl-syntax");
}
