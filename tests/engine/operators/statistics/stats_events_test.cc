// eventstats and streamstats.
#include "tests/engine/operators/row_pipeline.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

/// The values of one field, row by row; "-" where a row has none.
std::string column(const std::string& field, const std::string& spl, const std::vector<TestRow>& rows) {
    std::string text;
    for (const auto& row : run_rows(spl, rows)) {
        const auto found = row.find(field);
        text += found == row.end() ? "-" : found->second.front();
        text += ' ';
    }
    return text;
}

std::vector<TestRow> rows_of(const std::string& field, const std::vector<std::string>& values) {
    std::vector<TestRow> rows;
    for (const auto& value : values) {
        rows.push_back({{field, {value}}});
    }
    return rows;
}

const std::vector<TestRow> kTwoHosts = {{{"h", {"x"}}, {"n", {"1"}}},
                                        {{"h", {"y"}}, {"n", {"10"}}},
                                        {{"h", {"x"}}, {"n", {"2"}}},
                                        {{"n", {"100"}}},
                                        {{"h", {"x"}}, {"n", {"4"}}}};

}  // namespace

TEST_CASE("eventstats gives every row the statistics of its group", "[eventstats]") {
    CHECK(column("s", "eventstats sum(n) AS s", kTwoHosts) == "117 117 117 117 117 ");
    CHECK(column("s", "eventstats sum(n) AS s BY h", kTwoHosts) == "7 10 7 - 7 ");
    CHECK(run_rows("eventstats count", {}).empty());
}

TEST_CASE("eventstats may write the field that it reads", "[eventstats]") {
    CHECK(column("n", "eventstats max(n) AS n", kTwoHosts) == "100 100 100 100 100 ");
}

TEST_CASE("eventstats asks for what it reads and not for what it writes", "[eventstats]") {
    CHECK(needs_for("eventstats avg(n) AS a", {"a", "z"}).names() == std::set<std::string>{"n", "z"});
}

TEST_CASE("streamstats runs over the rows so far", "[streamstats]") {
    CHECK(column("s", "streamstats sum(n) AS s", kTwoHosts) == "1 11 13 113 117 ");
    CHECK(column("s", "streamstats sum(n) AS s BY h", kTwoHosts) == "1 10 3 - 7 ");
    CHECK(column("s", "streamstats current=f last(n) AS s", kTwoHosts) == "- 1 10 2 100 ");
    CHECK(column("s", "streamstats current=f count AS s", kTwoHosts) == "0 1 2 3 4 ");
}

TEST_CASE("a window counts rows, over all groups or in each", "[streamstats]") {
    CHECK(column("s", "streamstats window=2 sum(n) AS s", kTwoHosts) == "1 11 12 102 104 ");
    CHECK(column("s", "streamstats window=2 sum(n) AS s BY h", kTwoHosts) == "1 10 2 - 6 ");
    CHECK(column("s", "streamstats window=2 global=f sum(n) AS s BY h", kTwoHosts) == "1 10 3 - 6 ");
    CHECK(column("s", "streamstats window=1 current=f last(n) AS s", kTwoHosts) == "- 1 10 2 100 ");
}

TEST_CASE("a window of time reaches back in either order of time", "[streamstats]") {
    CHECK(column("c", "streamstats time_window=1m count AS c", rows_of("_time", {"300", "280", "250", "100"})) == "1 2 3 1 ");
    CHECK(column("c", "streamstats time_window=1m count AS c", rows_of("_time", {"100", "250", "280", "300"})) == "1 1 2 3 ");
    CHECK(column("c", "streamstats time_window=1m window=2 count AS c", rows_of("_time", {"300", "280", "250"})) == "1 2 2 ");
    CHECK(refused("streamstats time_window=abc count") == "spl-bad-span");
}

TEST_CASE("statistics are reset by conditions and by change", "[streamstats]") {
    const auto rows = rows_of("t", {"a", "b", "b", "a"});
    CHECK(column("c", "streamstats count AS c BY t reset_on_change=t", rows) == "1 1 2 1 ");
    CHECK(column("c", "streamstats count AS c BY t", rows) == "1 1 2 2 ");
    CHECK(column("c", R"spl(streamstats count AS c reset_before="("t==\"b\"")")spl", rows) == "1 1 1 2 ");
    CHECK(column("c", R"spl(streamstats reset_after="(c==3)" count AS c)spl", rows) == "1 2 3 1 ");
    CHECK(column("c", R"spl(streamstats count AS c reset_after=(c=2))spl", rows) == "1 2 1 2 ");
    CHECK(column("c", R"spl(streamstats window=3 count AS c reset_before="("t==\"b\"")")spl", rows) == "1 1 1 2 ");
}

TEST_CASE("a mistake in a quoted condition is reported where it stands", "[streamstats]") {
    try {
        plan_of(R"spl(streamstats count reset_after="("zork(\"a\")")")spl");
        FAIL("not refused");
    } catch (const DiagnosticError& error) {
        CHECK(error.diagnostic().code.text() == "spl-unknown-function");
        CHECK(error.diagnostic().where.column == 36);
    }
    CHECK(refused(R"spl(streamstats count reset_after="("x")spl") == "spl-syntax");
    CHECK(refused("streamstats window=-1 count") == "spl-bad-option");
}

}  // namespace karst
