// What becomes of JSON events that are broken. Splunk has an event for each line, whatever it holds; of one that was cut off at
// its limit (TRUNCATE in props.conf) it shows the fields before the cut.

#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

namespace {

using Texts = std::map<std::string, std::string>;

// With the sourcetype given.
SearchResult search_named(const std::string& events, const std::string& spl) {
    return search_file({events, {}, "acme", "", ""}, spl);
}

}  // namespace

TEST_CASE("a JSON line that is cut off has the fields before the cut, and is reported") {
    const auto result = search_named("{\"a\":1}\n{\"a\":2,\"b\":{\"c\":[3,4],\"d\":\"x\",\"e\":\"y\n{\"a\":5}\n",
                                     "search * | table a b.c{} b.d b.e");
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[1] == Texts{{"a", "2"}, {"b.c{}", "3|4"}, {"b.d", "x"}});
    CHECK(result.statistics.events == 3);
    CHECK(result.statistics.skipped == 1);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].line == 2);
}

TEST_CASE("a number at the cut may be a part of one, and makes no field") {
    CHECK(search_named("{\"a\":1,\"port\":44", "search * | table a port").rows.at(0).count("port") == 0);
    CHECK(search_named("{\"a\":1}\n{\"b\":2,\"port\":44,", "search b=2 | table port").rows.at(0).at("port") == "44");
}

TEST_CASE("a fault anywhere in a JSON line ends its fields") {
    for (const std::string broken : {"{\"a\" 2}", "{\"x\":{\"a\" 1},\"a\":2}", "{\"x\":[1 2],\"a\":2}", "{\"x\":1,,\"a\":2}",
                                     "{\"x\":yes,\"a\":2}", "{\"x\":\"y\"z,\"a\":2}", "{\"x\":[1},\"a\":2}", "not json a=2"}) {
        CAPTURE(broken);
        const auto result = search_named("{\"a\":1}\n" + broken + "\n{\"a\":3}\n", "search * | table a _raw");
        REQUIRE(result.rows.size() == 3);
        CHECK(result.rows[1] == Texts{{"_raw", broken}});
        CHECK(result.statistics.skipped == 1);
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems[0].line == 2);
    }
}

TEST_CASE("a search that needs no field notices a broken line too") {
    CHECK(search_named("{\"a\":1}\n{\"a\" 2}\n", "search * | stats count").problems.size() == 1);
    CHECK(search_named("{\"a\":1}\n{\"a\" 2}\n{\"b\":1}\n", "search b=1 | stats count").problems.size() == 1);
}

TEST_CASE("a document over several lines that is cut off is an event as far as it goes") {
    const auto result = search_named("{\n \"a\": 1\n}\n{\n \"a\": 2,\n \"b\": ", "search * | table a");
    CHECK(result.rows.size() == 2);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].line == 4);
}

TEST_CASE("where nothing says what a JSON log is, a broken line of it is no event") {
    const auto result = search_file({"{\"a\":1}\n{\"a\":2,\n{\"a\":3}\n", {}, "", "", ""}, "search * | table a");
    CHECK(result.rows.size() == 2);
    CHECK(result.statistics.events == 2);
    CHECK(result.statistics.skipped == 1);
    CHECK(result.problems.size() == 1);
}

TEST_CASE("what a log is, most of its first events say") {
    const std::vector<std::string> packs = {
        "pack: p\nmatch: {sourcetype: p}\nread: {sniff: {json_keys: [x, y]}}\n",
        "pack: q\nmatch: {sourcetype: q}\nread: {sniff: {json_keys: [z, y]}}\n",
    };
    const auto of = [&](const std::string& events) {
        return search_file({events, packs, "", "", ""}, "search * | table sourcetype").rows.at(0).at("sourcetype");
    };
    CHECK(of("{\"y\":1}\n{\"x\":1,\"y\":1}\n") == "p");
    CHECK(of("{\"z\":1,\"y\":1}\n{\"x\":1,\"y\":1}\n{\"x\":2,\"y\":1}\n") == "p");
    CHECK(of("{\"z\":1,\"y\":1}\n{\"x\":1,\"y\":1}\n") == "q");
}
