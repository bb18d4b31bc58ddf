#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

namespace {

std::string event(const std::string& channel, const std::string& computer, const std::string& data) {
    return "<Event xmlns='urn:x'><System><EventID>7</EventID><TimeCreated SystemTime='2026-03-02T18:04:11.5Z'/><Channel>" +
           channel + "</Channel><Computer>" + computer + "</Computer></System><EventData><Data Name='User'>" + data +
           "</Data></EventData></Event>\n";
}

const std::string kEvents =
    event("Security", "a", "dana") + event("Acme/Operational", "b", "kim") + event("Security", "a", "lou");

}  // namespace

TEST_CASE("Windows events have sourcetype, source, host and time by themselves, one by one") {
    const auto result = search_file({kEvents, {}, "", "", ""}, "search * | table sourcetype source host User _time");
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].at("sourcetype") == "XmlWinEventLog");
    CHECK(result.rows[0].at("source") == "XmlWinEventLog:Security");
    CHECK(result.rows[0].at("host") == "a");
    CHECK(result.rows[0].at("_time") == "1772474651.5");
    CHECK(result.rows[1].at("source") == "XmlWinEventLog:Acme/Operational");
    CHECK(result.rows[1].at("host") == "b");
    CHECK(result.rows[2].at("source") == "XmlWinEventLog:Security");
    CHECK(result.rows[2].at("User") == "lou");
}

TEST_CASE("a source given on the command line holds for all events") {
    const auto result = search_file({kEvents, {}, "xmlwineventlog", "mine", ""}, "search * | table sourcetype source");
    CHECK(result.rows[1] == std::map<std::string, std::string>{{"sourcetype", "xmlwineventlog"}, {"source", "mine"}});
}

TEST_CASE("packs apply by the source of each event") {
    const std::string security = R"(
pack: one
match: {source: "XmlWinEventLog:Security"}
alias: {User: actor}
)";
    const auto result = search_file({kEvents, {security}, "", "", ""}, "search actor=* | table actor");
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[1].at("actor") == "lou");
}

TEST_CASE("a pack may claim a channel and say the source of its events") {
    const std::string acme = R"(
pack: acme
match: {sourcetype: "acme:agent"}
read: {sniff: {channel: "Acme/*", source: "Agent:Acme"}}
alias: {User: actor}
)";
    const auto result = search_file({kEvents, {acme}, "", "", ""}, "search actor=* | table sourcetype source actor");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] ==
          std::map<std::string, std::string>{{"sourcetype", "acme:agent"}, {"source", "Agent:Acme"}, {"actor", "kim"}});
}

TEST_CASE("a Windows event without System is reported and skipped") {
    const auto result = search_file({"<Event></Event>\n" + kEvents, {}, "", "", ""}, "search * | table host");
    CHECK(result.rows.size() == 3);
    CHECK(result.statistics.skipped == 1);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].line == 1);
}
