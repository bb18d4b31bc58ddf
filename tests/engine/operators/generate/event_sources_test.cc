// Commands that begin a search with what they know of the events: mstats, metadata; and what events know of themselves.
#include "tests/engine/operators/refusal.h"
#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

namespace karst {

namespace {

const std::string kMeasurements = R"({"time":100,"host_name":"a","metric_name:cpu.user":2,"metric_name:cpu.system":1}
{"time":104,"host_name":"a","metric_name:cpu.user":4}
{"time":112,"host_name":"b","metric_name":"cpu.user","_value":8}
)";

test::Rows found(const std::string& spl, const std::string& bytes = kMeasurements, const std::string& pack = "") {
    test::SearchSetup setup;
    setup.bytes = bytes;
    setup.sourcetype = "test";
    if (!pack.empty()) {
        setup.packs = {pack};
    }
    return test::search_file(setup, spl).rows;
}

}  // namespace

TEST_CASE("mstats aggregates measurements of both JSON forms by their dimensions", "[mstats]") {
    CHECK(found("| mstats avg(cpu.user) AS user where index=main by host_name") ==
          test::Rows{{{"host_name", "a"}, {"user", "3"}}, {{"host_name", "b"}, {"user", "8"}}});
    CHECK(found("| mstats count(cpu.user) AS n where host_name=b") == test::Rows{{{"n", "1"}}});
}

TEST_CASE("mstats takes patterns of metric names", "[mstats]") {
    CHECK(found("| mstats max(cpu.*) AS most_* where index=main host_name=a") ==
          test::Rows{{{"most_user", "4"}, {"most_system", "1"}}});
}

TEST_CASE("mstats refuses what it cannot do", "[mstats]") {
    CHECK(refusal("mstats where index=main") == "spl-missing-argument: ");
    CHECK(refusal("mstats prestats=true avg(cpu) where index=main") == "spl-unsupported-option: prestats=true");
    CHECK(refused("mstats avg(cpu) where index=main by") == "spl-missing-argument");
}

TEST_CASE("metadata lists what the events come from", "[metadata]") {
    const auto rows = found("| metadata type=sourcetypes");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("sourcetype") == "test");
    CHECK(rows[0].at("totalCount") == "3");
    CHECK(rows[0].at("type") == "sourcetypes");
    CHECK(refused("metadata type=users") == "spl-bad-option");
    CHECK(refused("metadata index=main") == "spl-missing-argument");
}

TEST_CASE("typer and tags need what the packs know", "[tags]") {
    const std::string pack = R"(pack: test
match: {sourcetype: test}
kv_mode: json
eventtype:
  on_a: {search: 'host_name=a', tags: [first, machine]}
)";
    const auto rows = found("index=main host_name=a | typer | tags outputfield=labels eventtype | table eventtype labels",
                            kMeasurements, pack);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("eventtype") == "on_a");
    CHECK(rows[0].at("labels") == "first|machine");
    CHECK(refused("tags inclvalue=true") == "spl-unsupported-option");
}

TEST_CASE("tags names the field and leaves out tags that are not wanted", "[tags]") {
    const TestRow row = {{"eventtype", {"t"}}, {"tag", {"first", "machine"}}, {"tag::eventtype", {"first", "machine"}}};
    CHECK(run_rows("tags outputfield=o inclname=true | table o", {row}) ==
          std::vector<TestRow>{{{"o", {"eventtype::first", "eventtype::machine"}}}});
    CHECK(run_rows("tags outputfield=o allowed_tags=machine eventtype | table o tag", {row}) ==
          std::vector<TestRow>{{{"o", {"machine"}}, {"tag", {"first", "machine"}}}});
    CHECK(run_rows("tags allowed_tags=\"machine, other\" | table tag", {row}) == std::vector<TestRow>{{{"tag", {"machine"}}}});
    CHECK(run_rows("tags outputfield=o host | table o", {row}) == std::vector<TestRow>{{}});
    CHECK(refusal("tags inclnam=true") == "spl-unknown-option: inclnam=true");
}

}  // namespace karst
