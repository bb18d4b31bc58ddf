#include "engine/formats/open_events.h"
#include "engine/stream/input_error.h"
#include "tests/engine/input/read_helper.h"
#include "tests/engine/scan/scan_helper.h"
#include "tests/engine/winevent/evtx_file.h"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

using namespace karst;
using namespace karst::test;

#ifndef KARST_HAS_LIBEVTX

TEST_CASE("a binary Windows event log is refused with a way out") {
    CHECK_THROWS_WITH(read_events(evtx_file({{{}}})), Catch::Contains(".evtx") && Catch::Contains("XML"));
}

#else

// libevtx loses a few bytes of records that are damaged; the tests with sanitizers are not about those.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libevtx.so";
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)

namespace {

using Lines = std::vector<std::uint64_t>;

EvtxEvent event(const std::string& user) {
    EvtxEvent event;
    event.data = {{"User", EvtxValue::text(user)}};
    return event;
}

std::string two_events() {
    auto other = event("kim");
    other.channel = "Acme/Operational";
    other.computer = "ws2.example.org";
    return evtx_file({{event("dana"), other}});
}

// What Windows hands out of event("dana").
const std::string kDana =
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Acme-Door'/>"
    "<EventID>7</EventID><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime='2026-03-02T18:04:11.000000000Z'/>"
    "<EventRecordID>1</EventRecordID><Channel>Security</Channel><Computer>ws1.example.org</Computer></System>"
    "<EventData><Data Name='User'>dana</Data></EventData></Event>";

Rows values_of(const EvtxEvent& event, const std::string& fields) {
    return search_file({evtx_file({{event}}), {}, "", "", ""}, "search * | table " + fields).rows;
}

}  // namespace

TEST_CASE("the events of a binary Windows log are read in the form in which Windows hands them out") {
    const auto read = read_events(two_events());
    CHECK(read.format == "evtx");
    REQUIRE(read.texts.size() == 2);
    CHECK(read.texts[0] == kDana);
    CHECK(read.lines == Lines{1, 2});
    CHECK(read.problems.empty());
}

TEST_CASE("a binary log that is compressed is read like a plain one") {
    const auto plain = read_events(two_events()).texts;
    CHECK(read_events(gzip(two_events())).texts == plain);
    CHECK(read_events(zstd(two_events())).texts == plain);
    CHECK(read_events(gzip(two_events())).format == "evtx");
}

TEST_CASE("a binary log comes through standard input too") {
    const TemporaryFile file(two_events());
    const int kept = ::dup(STDIN_FILENO);
    const int opened = ::open(file.path().c_str(), O_RDONLY);
    REQUIRE(::dup2(opened, STDIN_FILENO) == STDIN_FILENO);
    const auto reader = open_events(*standard_input(), {}, [](const InputProblem&) {});
    EventBatch chunk;
    const bool found = reader->next(chunk);
    ::dup2(kept, STDIN_FILENO);
    ::close(kept);
    ::close(opened);
    REQUIRE(found);
    REQUIRE(chunk.events.size() == 2);
    CHECK(chunk.events[0].text == kDana);
    CHECK(chunk.events[1].line == 2);
}

TEST_CASE("a binary log in memory is read from there, also when its name is that of a file") {
    const TemporaryFile other(evtx_file({{event("kim")}}));
    const auto source = memory_bytes(other.path(), two_events());
    const auto reader = open_events(*source, {}, [](const InputProblem&) {});
    EventBatch chunk;
    REQUIRE(reader->next(chunk));
    REQUIRE(chunk.events.size() == 2);
    CHECK(chunk.events[0].text == kDana);
}

TEST_CASE("a binary log is read as one whatever format it was said to have") {
    CHECK(read_events(two_events(), "text").texts.size() == 2);
}

TEST_CASE("events of a binary log have the fields and the origin of those in XML") {
    const auto rows = search_file({two_events(), {}, "", "", ""},
                                  "search * | table _time host source sourcetype EventCode EventRecordID Name User")
                          .rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0] == std::map<std::string, std::string>{{"_time", "1772474651"},
                                                        {"host", "ws1.example.org"},
                                                        {"source", "XmlWinEventLog:Security"},
                                                        {"sourcetype", "XmlWinEventLog"},
                                                        {"EventCode", "7"},
                                                        {"EventRecordID", "1"},
                                                        {"Name", "Acme-Door"},
                                                        {"User", "dana"}});
    CHECK(rows[1].at("source") == "XmlWinEventLog:Acme/Operational");
    CHECK(rows[1].at("host") == "ws2.example.org");
    CHECK(rows[1].at("User") == "kim");
}

TEST_CASE("hexadecimal numbers of a binary log are as short as Windows writes them, and texts as they are") {
    EvtxEvent event;
    event.keywords = 0x80000000000000;
    event.data = {{"Type", EvtxValue::hex32(0x17)},          {"Logon", EvtxValue::hex64(0x3e7)},
                  {"Status", EvtxValue::hex32(0)},           {"Full", EvtxValue::hex32(0xc000006d)},
                  {"Several", EvtxValue::hex32s({1, 0x20})}, {"Code", EvtxValue::text("0x00000018")}};
    CHECK(values_of(event, "Keywords Type Logon Status Full Several Code") == Rows{{{"Keywords", "0x80000000000000"},
                                                                                    {"Type", "0x17"},
                                                                                    {"Logon", "0x3e7"},
                                                                                    {"Status", "0x0"},
                                                                                    {"Full", "0xc000006d"},
                                                                                    {"Several", "0x1|0x20"},
                                                                                    {"Code", "0x00000018"}}});
}

TEST_CASE("hexadecimal numbers are told from texts in every chunk of a log") {
    std::vector<std::vector<EvtxEvent>> chunks;
    for (std::uint32_t chunk = 0; chunk < 3; ++chunk) {
        auto& events = chunks.emplace_back();
        for (std::uint32_t number = 0; number < 20; ++number) {
            events.emplace_back().data = {{"N", EvtxValue::hex32(chunk * 20 + number)}, {"T", EvtxValue::text("0x00000fff")}};
        }
    }
    const auto found =
        search_file({evtx_file(chunks), {}, "", "", ""}, "search T=0x00000fff | stats count dc(N) max(N) AS n").rows;
    CHECK(found == Rows{{{"count", "60"}, {"dc(N)", "60"}, {"n", "0xf"}}});
}

TEST_CASE("values of a binary log keep their blanks, line ends and entities, and its attributes are escaped") {
    EvtxEvent event;
    event.data = {{"User", EvtxValue::text("  a & <b> \"c\" 'd'\r\n\te ")},
                  {"Blank", EvtxValue::text("  ")},
                  {"It's <a> \"b\" & c", EvtxValue::text("x")},
                  {"List", EvtxValue::texts({"p", "q"})}};
    const auto text = read_events(evtx_file({{event}})).texts.at(0);
    const auto data = text.substr(text.find("<EventData>"));
    CHECK(data == "<EventData><Data Name='User'>  a &amp; &lt;b&gt; \"c\" 'd'\r\n\te </Data><Data Name='Blank'>  </Data>"
                  "<Data Name='It&apos;s &lt;a&gt; \"b\" &amp; c'>x</Data><Data Name='List'>p</Data><Data Name='List'>q</Data>"
                  "</EventData></Event>");
}

TEST_CASE("a long binary log comes in several pieces with nothing lost") {
    std::vector<std::vector<EvtxEvent>> chunks;
    for (int chunk = 0; chunk < 40; ++chunk) {
        chunks.emplace_back(25, event("user" + std::string(500, 'x')));
    }
    const auto read = read_events(evtx_file(chunks));
    REQUIRE(read.texts.size() == 1000);
    CHECK(read.lines.back() == 1000);
    CHECK(read.texts.back().find("<EventRecordID>1000</EventRecordID>") != std::string::npos);
    CHECK(read.problems.empty());
}

TEST_CASE("an overlong event of a binary log is reported by its number and skipped") {
    const auto read = read_events(evtx_file({{event("dana"), event(std::string(2000, 'x')), event("kim")}}), "", 1000);
    CHECK(read.texts.size() == 2);
    CHECK(read.skipped == 1);
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].line == 2);
}

TEST_CASE("a record of a binary log that cannot be read is reported by its number, and the others are read") {
    auto broken = event("kim");
    broken.data.front().second = {0x14, "abc"};  // a number of three bytes
    const auto read = read_events(evtx_file({{event("dana"), broken, event("lou")}}));
    CHECK(read.texts.size() == 2);
    CHECK(read.lines == Lines{1, 3});
    CHECK(read.skipped == 1);
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].line == 2);
}

TEST_CASE("a binary log that ends early gives the events of its whole chunks and is reported") {
    const auto whole = evtx_file({{event("dana")}, {event("kim")}});
    for (const std::size_t size : {std::size_t{4096 + 65536}, std::size_t{4096 + 65536 + 1000}, whole.size() - 1}) {
        const auto read = read_events(whole.substr(0, size));
        CHECK(read.texts.size() == 1);
        CHECK(read.skipped == 1);
        CHECK(read.problems.size() == 1);
    }
}

TEST_CASE("a binary log that has no chunks, or none of which any is good, is reported") {
    for (const auto& bytes : {std::string("ElfFile\0", 8), evtx_header(1, 2).substr(0, 200), evtx_header(1, 2),
                              evtx_header(1, 2) + std::string(65536, '\0')}) {
        const auto read = read_events(bytes);
        CHECK(read.texts.empty());
        CHECK(read.skipped == 1);
        CHECK(read.problems.size() == 1);
    }
}

TEST_CASE("a damaged chunk of a binary log is reported, and the others are read") {
    const auto whole = evtx_file({{event("dana")}, {event("kim")}, {event("lou")}});
    auto header = whole;
    header.replace(4096 + 65536, 512, 512, 'x');
    auto events = whole;
    events.replace(4096 + 65536 + 512, 64, 64, 'x');
    for (const auto& bytes : {header, events}) {
        const auto read = read_events(bytes);
        CHECK(read.texts.size() == 2);
        CHECK(read.skipped == 1);
        CHECK(read.problems.size() == 1);
    }
}

TEST_CASE("a binary log with any byte of a record damaged is read as far as that goes") {
    const auto whole = evtx_file({{event("dana"), event("kim")}});
    for (std::size_t at = 4096 + 512; at < 4096 + 512 + 1000; at += 7) {
        auto bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        const auto read = read_events(bytes);
        CHECK(read.texts.size() + read.skipped >= 1);
        CHECK(read.texts.size() <= 2);
    }
}

TEST_CASE("what is said to be a binary log and is none is reported") {
    const auto read = read_events("a line\n", "evtx");
    CHECK(read.texts.empty());
    CHECK(read.problems.size() == 1);
}

#endif
