#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

namespace {

const std::string kDoors = R"(
pack: doors
match: {sourcetype: "acme:doors"}
read: {sniff: {json_keys: [door, card]}}
)";
const std::string kGates = R"(
pack: gates
match: {sourcetype: "acme:gates"}
read: {sniff: {json_keys: [door, gate]}}
)";
const std::string kText = R"(
pack: text
match: {sourcetype: "acme:text"}
read: {sniff: {text: '^swipe \d+:', source: swipes}}
)";

std::string sourcetype_of(const std::string& bytes) {
    const auto result = search_file({bytes, {kDoors, kGates, kText}, "", "", ""}, "search * | table sourcetype");
    return result.rows.at(0).at("sourcetype");
}

}  // namespace

TEST_CASE("packs recognise events by keys and by text") {
    CHECK(sourcetype_of("{\"door\":1,\"card\":2}\n") == "acme:doors");
    CHECK(sourcetype_of("swipe 7: a=1\n") == "acme:text");
    CHECK(sourcetype_of("{\"other\":1}\n") == "_json");
    CHECK(sourcetype_of("hello\n") == "unknown");
}

TEST_CASE("an event that fits two packs equally well is not guessed, and it is said") {
    const auto result =
        search_file({"{\"door\":1,\"card\":2,\"gate\":3}\n", {kDoors, kGates}, "", "", ""}, "search * | table sourcetype");
    CHECK(result.rows.at(0).at("sourcetype") == "_json");
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].message.find("acme:doors, acme:gates") != std::string::npos);
}

TEST_CASE("the source that a pack names is that of events recognised by it") {
    const auto result = search_file({"swipe 7: a=1\n", {kText}, "", "", ""}, "search a=1 | table source a");
    CHECK(result.rows.at(0).at("source") == "swipes");
}

TEST_CASE("kv_mode of a pack decides how fields are found") {
    const std::string none = R"(
pack: none
match: {sourcetype: plain}
kv_mode: none
)";
    CHECK(search_file({"a=1\n", {none}, "plain", "", ""}, "search a=1 | table a").rows.empty());
    CHECK(search_file({"a=1\n", {}, "plain", "", ""}, "search a=1 | table a").rows.size() == 1);
}

TEST_CASE("JSON that is broken is reported with its line and skipped") {
    const auto result = search_file({"{\"a\":1}\n{\"a\":\n{\"a\":2}\n", {}, "", "", ""}, "search * | table a");
    CHECK(result.rows.size() == 2);
    CHECK(result.statistics.events == 2);
    CHECK(result.statistics.skipped == 1);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].line == 2);
}

TEST_CASE("a pack that recognises a file may say how it is cut") {
    const std::string pack = "pack: p\nmatch: {sourcetype: p}\nread: {format: multiline, sniff: {text: ' start$'}}\n";
    const auto result = search_file({"2026-03-02 18:04:11 start\nmore\n", {pack}, "", "", ""}, "search * | table _raw");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0].at("_raw") == "2026-03-02 18:04:11 start\nmore");
}

TEST_CASE("a pack that is asked last is no rival of the others") {
    const std::string general = "pack: g\nmatch: {sourcetype: general}\nread: {sniff: {text: '^swipe', last: true}}\n";
    CHECK(search_file({"swipe 7: a=1\n", {general, kText}, "", "", ""}, "search * | table sourcetype")
              .rows.at(0)
              .at("sourcetype") == "acme:text");
    CHECK(search_file({"swipe x\n", {general, kText}, "", "", ""}, "search * | table sourcetype").rows.at(0).at("sourcetype") ==
          "general");
}

TEST_CASE("a pack may find the host in the text of an event") {
    const std::string pack = "pack: p\nmatch: {sourcetype: p}\nread: {host: '^from (\\w+)'}\n";
    const auto result = search_file({"from a: x=1\nfrom b: x=2\nx=3\n", {pack}, "p", "", ""}, "search * | table host");
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].at("host") == "a");
    CHECK(result.rows[1].at("host") == "b");
    CHECK(result.rows[2].at("host") == "localhost");
}

TEST_CASE("events of several lines may be known by one of the others") {
    const std::string pack = "pack: p\nmatch: {sourcetype: p}\nread: {format: multiline, sniff: {text: '\\d\\ndoor='}}\n";
    const auto result = search_file({"2026-03-02 18:04:11\ndoor=1\n2026-03-02 18:04:12\ndoor=2\n", {pack}, "", "", ""},
                                    "search * | table sourcetype door");
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[1].at("sourcetype") == "p");
    CHECK(result.rows[1].at("door") == "2");
}
