#include "tests/engine/scan/scan_helper.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace karst;
using namespace karst::test;

using Texts = std::map<std::string, std::string>;

TEST_CASE("events of the HTTP Event Collector are taken out with what is said of them") {
    const auto result = search_file(
        {"{\"time\":1772474651.5,\"host\":\"ws\",\"sourcetype\":\"acme\",\"source\":\"door\",\"event\":{\"a\":{\"b\":1}}}\n"
         "{\"time\":\"1772474652\",\"sourcetype\":\"other\",\"event\":\"x=2 \\\"quoted\\\"\"}\n",
         {},
         "",
         "",
         ""},
        "search * | table _time host sourcetype source a.b x _raw");
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651.5"},
                                  {"host", "ws"},
                                  {"sourcetype", "acme"},
                                  {"source", "door"},
                                  {"a.b", "1"},
                                  {"_raw", "{\"a\":{\"b\":1}}"}});
    CHECK(result.rows[1].at("sourcetype") == "other");
    CHECK(result.rows[1].at("x") == "2");
    CHECK(result.rows[1].at("_raw") == "x=2 \"quoted\"");
}

TEST_CASE("the fields of a collector's envelope are fields of the event") {
    const auto result = search_file(
        {"{\"time\":1,\"event\":{\"a\":1,\"level\":\"low\"},\"fields\":{\"level\":\"high\",\"kind\":[\"x\",\"y\"]}}\n"
         "{\"time\":2,\"event\":\"b=2\",\"fields\":{\"level\":3}}\n"
         "{\"time\":3,\"event\":{\"level\":\"low\"}}\n",
         {},
         "",
         "",
         ""},
        "search level=* | fields - _*");
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0].at("level") == "high");
    CHECK(result.rows[0].at("kind") == "x|y");
    CHECK(result.rows[0].at("a") == "1");
    CHECK(result.rows[1].at("level") == "3");
    CHECK(result.rows[1].at("b") == "2");
    CHECK(result.rows[2].at("level") == "low");
}

TEST_CASE("a line that is no envelope among those that are is reported") {
    const auto result =
        search_file({"{\"time\":1,\"event\":\"a=1\"}\n{\"time\":2,\"eve\n", {}, "", "", ""}, "search * | table a");
    CHECK(result.rows.size() == 1);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems[0].line == 2);
}

TEST_CASE("results that Splunk exported are events again") {
    const auto raw = search_file({"{\"preview\":false,\"result\":{\"_raw\":\"a=1\",\"_time\":\"2026-03-02T18:04:11.000+00:00\","
                                  "\"sourcetype\":\"acme\"}}\n",
                                  {},
                                  "",
                                  "",
                                  ""},
                                 "search a=1 | table _time sourcetype _raw");
    REQUIRE(raw.rows.size() == 1);
    CHECK(raw.rows[0] == Texts{{"_time", "1772474651"}, {"sourcetype", "acme"}, {"_raw", "a=1"}});
    const auto fields =
        search_file({"{\"preview\":false,\"result\":{\"data.x\":\"1\",\"tag\":[\"a\",\"b\"]}}\n", {}, "", "", ""},
                    "search data.x=1 | table tag");
    REQUIRE(fields.rows.size() == 1);
    CHECK(fields.rows[0].at("tag") == "a|b");
}

TEST_CASE("results in a document of Splunk's REST interface are events again, whatever stands around them") {
    const std::string head = "{\"preview\":false,\"init_offset\":0,\"messages\":[{\"text\":\"\\\"results\\\":[{\"}],"
                             "\"fields\":[{\"name\":\"_raw\"},{\"name\":\"sourcetype\",\"type\":\"x\"}],\n \"results\": [\n";
    const std::string one =
        "{\"_raw\":\"a=1\",\"_time\":\"2026-03-02T18:04:11.000+00:00\",\"sourcetype\":\"acme\",\"host\":\"h\"}";
    const std::string two = "{\n\"_raw\":\"{\\\"a\\\":2}\",\"sourcetype\":\"other\",\"source\":\"s\"}";
    const std::string tail = "],\n\"highlighted\":{\"_raw\":[\"]}\"]}}\n";
    const std::string spl = "search a=* | table _time sourcetype host a";
    const Texts first{{"_time", "1772474651"}, {"sourcetype", "acme"}, {"host", "h"}, {"a", "1"}};
    for (const auto& bytes : {fmt::format("{}{},{}{}", head, one, two, tail), fmt::format("[{},{}]", one, two)}) {
        const auto result = search_file({bytes, {}, "", "", ""}, spl);
        REQUIRE(result.rows.size() == 2);
        CHECK(result.rows[0] == first);
        CHECK(result.rows[1] == Texts{{"sourcetype", "other"}, {"host", "localhost"}, {"a", "2"}});
        CHECK(result.problems.empty());
    }
    CHECK(search_file({head + one + tail + head + two + tail + head + tail, {}, "", "", ""}, spl).rows.size() == 2);
}

TEST_CASE("results without _raw in such a document have the fields that they name") {
    const auto result = search_file(
        {"{\"preview\":false,\"init_offset\":0,\"results\":[{\"data.x\":\"1\",\"tag\":[\"a\",\"b\"]}]}", {}, "", "", ""},
        "search data.x=1 | table tag");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0].at("tag") == "a|b");
}

TEST_CASE("results as rows are read under the names of their columns") {
    const auto raw =
        search_file({"{\"preview\":false,\"init_offset\":0,\"fields\":[\"_raw\",\"sourcetype\",\"_time\"],\n\"rows\":"
                     "[[\"a=1\",\"acme\",\"1772474651\"],\n[\"a=2\",null,null]]}\n",
                     {},
                     "",
                     "",
                     ""},
                    "search a=* | table _time sourcetype a");
    REQUIRE(raw.rows.size() == 2);
    CHECK(raw.rows[0] == Texts{{"_time", "1772474651"}, {"sourcetype", "acme"}, {"a", "1"}});
    CHECK(raw.rows[1].at("a") == "2");
    const auto plain = search_file({"{\"fields\":[\"x y\",\"tag\"],\"rows\":[[\"1\",[\"a\",\"b\"]],[\"2\"]]}"
                                    "{\"fields\":[\"tag\",\"x y\"],\"rows\":[[\"c\",\"3\"]]}",
                                    {},
                                    "",
                                    "",
                                    ""},
                                   "search * | table \"x y\" tag");
    REQUIRE(plain.rows.size() == 3);
    CHECK(plain.rows[0] == Texts{{"x y", "1"}, {"tag", "a|b"}});
    CHECK(plain.rows[1] == Texts{{"x y", "2"}});
    CHECK(plain.rows[2] == Texts{{"x y", "3"}, {"tag", "c"}});
}

TEST_CASE("what a stream of results says of itself is no event") {
    const auto result = search_file({"{\"messages\":[{\"type\":\"DEBUG\",\"text\":\"x\"}],\"preview\":false}\n"
                                     "{\"preview\":false,\"offset\":0,\"result\":{\"_raw\":\"a=1\",\"sourcetype\":\"acme\"}}\n"
                                     "{\"preview\":false,\"lastrow\":true}\n",
                                     {},
                                     "",
                                     "",
                                     ""},
                                    "search * | table sourcetype a");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"sourcetype", "acme"}, {"a", "1"}});
    CHECK(result.problems.size() == 2);
}

TEST_CASE("a CSV export with _raw gives the events") {
    const auto result = search_file({"_raw,_time,sourcetype\n\"{\"\"a\"\": 1}\",2026-03-02T18:04:11Z,acme\n", {}, "", "", ""},
                                    "search a=1 | table _time sourcetype a");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651"}, {"sourcetype", "acme"}, {"a", "1"}});
}

TEST_CASE("rows of a table have a field for each column, and packs recognise the columns") {
    const std::string doors = R"(
pack: doors
match: {sourcetype: "acme:doors"}
read: {sniff: {json_keys: [user, door]}, time: {field: at, format: epoch}}
alias: {user: actor}
)";
    const auto result = search_file({"user,door,at,Long name\ndana,7,1772474651,x\n", {doors}, "", "", ""},
                                    "search actor=dana | table sourcetype door Long_name _time");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"sourcetype", "acme:doors"}, {"door", "7"}, {"Long_name", "x"}, {"_time", "1772474651"}});
}

TEST_CASE("columns may change within a file") {
    const auto result = search_file(
        {"#Fields: date time c-ip\n2026-03-02 18:04:11 1.1.1.1\n#Fields: date time cs(User-Agent)\n2026-03-02 18:04:12 -\n"
         "2026-03-02 18:04:13 curl\n",
         {},
         "",
         "",
         ""},
        "search * | table _time c_ip cs_User_Agent");
    REQUIRE(result.rows.size() == 3);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651"}, {"c_ip", "1.1.1.1"}});
    CHECK(result.rows[1] == Texts{{"_time", "1772474652"}});
    CHECK(result.rows[2] == Texts{{"_time", "1772474653"}, {"cs_User_Agent", "curl"}});
}

TEST_CASE("Windows events as JSON and as text have the origin that Splunk gives them") {
    const auto json = search_file(
        {"{\"EventID\":1,\"Channel\":\"Acme/Operational\",\"Hostname\":\"ws\",\"TimeCreated\":\"2026-03-02T18:04:11Z\"}\n",
         {},
         "",
         "",
         ""},
        "search EventCode=1 | table sourcetype source host _time");
    REQUIRE(json.rows.size() == 1);
    CHECK(json.rows[0] == Texts{{"sourcetype", "XmlWinEventLog"},
                                {"source", "XmlWinEventLog:Acme/Operational"},
                                {"host", "ws"},
                                {"_time", "1772474651"}});
    const auto text = search_file({"03/02/2026 06:04:11 PM\nLogName=System\nEventCode=7\nComputerName=ws\n", {}, "", "", ""},
                                  "search EventCode=7 | table sourcetype source host _time");
    REQUIRE(text.rows.size() == 1);
    CHECK(text.rows[0] ==
          Texts{{"sourcetype", "WinEventLog"}, {"source", "WinEventLog:System"}, {"host", "ws"}, {"_time", "1772474651"}});
}

TEST_CASE("text under a sourcetype of XML is read as the text that it is") {
    const auto text =
        search_file({"03/02/2026 06:04:11 PM\nLogName=Security\nEventCode=7\n",
                     {"pack: w\nmatch: {sourcetype: XmlWinEventLog}\nread: {format: xml-winevent}\nkv_mode: xml-winevent\n"},
                     "XmlWinEventLog",
                     "XmlWinEventLog:Security",
                     ""},
                    "search EventCode=7 | table source");
    CHECK(text.rows.size() == 1);
}

TEST_CASE("names with commas between them name cells with commas between them") {
    const auto result = search_file(
        {"#Version: 15.1\n#Fields: date-time,client-ip,subject\n2026-03-02T18:04:11.500Z,1.1.1.1,\"a, b\"\n", {}, "", "", ""},
        "search * | table _time client_ip subject");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651.5"}, {"client_ip", "1.1.1.1"}, {"subject", "a, b"}});
}

TEST_CASE("columns of Zeek may change within a file") {
    const auto result = search_file(
        {"#separator \\x09\n#fields\tts\tuid\tproto\n1772474651.5\tC1\ttcp\n#fields\tts\tservice\tuid\n1772474652.5\t-\tC2\n",
         {},
         "",
         "",
         ""},
        "search * | table _time uid proto service");
    REQUIRE(result.rows.size() == 2);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651.5"}, {"uid", "C1"}, {"proto", "tcp"}});
    CHECK(result.rows[1] == Texts{{"_time", "1772474652.5"}, {"uid", "C2"}});
}

TEST_CASE("cells with tabs between them may stand under names with blanks between them") {
    const auto result = search_file({"#Fields: date time x-edge c-ip\n2026-03-02\t18:04:11\tA B\t1.1.1.1\n", {}, "", "", ""},
                                    "search * | table _time x_edge c_ip");
    REQUIRE(result.rows.size() == 1);
    CHECK(result.rows[0] == Texts{{"_time", "1772474651"}, {"x_edge", "A B"}, {"c_ip", "1.1.1.1"}});
}
