#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

using Texts = std::map<std::string, std::string>;

TEST_CASE("a pack may name fields by their positions") {
    const std::string pack = R"(
pack: flow
match: {sourcetype: flow}
extract: [{columns: [version, "", src, note], delim: " "}]
)";
    const auto result =
        search_file({"2 x 10.0.0.1 \"a b\"\n3 x\n", {pack}, "flow", "", ""}, "search version=* | table version src note");
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[0] == Texts{{"version", "2"}, {"src", "10.0.0.1"}, {"note", "a b"}});
    CHECK(result.rows[1] == Texts{{"version", "3"}});
}

TEST_CASE("pairs and elements of a field are fields, also when all are printed") {
    const std::string pack = R"(
pack: kinds
match: {sourcetype: kinds}
extract:
  - {from: hashes, kv: {pairs: ",", delim: "="}}
  - {from: body, xml: true}
)";
    const std::string event = "{\"hashes\":\"MD5=1,SHA1=2\",\"body\":\"<a><b>x</b></a>\"}\n";
    const auto result = search_file({event, {pack}, "kinds", "", ""}, "search MD5=1 | table MD5 SHA1 b");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"MD5", "1"}, {"SHA1", "2"}, {"b", "x"}});
    const auto all = search_file({event, {pack}, "kinds", "", ""}, "search *");
    REQUIRE(all.rows.size() == 1);
    CHECK(all.rows[0].at("SHA1") == "2");
    CHECK(all.rows[0].at("b") == "x");
}
