#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

using Texts = std::vector<std::string>;

namespace {

const std::string kOne = "<Event xmlns='urn:x'><System><EventID>1</EventID></System><EventData/></Event>";
const std::string kTwo = "<Event>\n <System>\n  <EventID>2</EventID>\n </System>\n</Event>";

}  // namespace

TEST_CASE("Windows events are cut at their tags, not at line ends") {
    const auto read = read_events(kOne + "\r\n" + kTwo + kOne + "\n");
    CHECK(read.format == "xml-winevent");
    CHECK(read.texts == Texts{kOne, kTwo, kOne});
    CHECK(read.lines == std::vector<std::uint64_t>{1, 2, 6});
    CHECK(read.problems.empty());
}

TEST_CASE("a wrapper, a declaration and a byte order mark around Windows events are passed over") {
    CHECK(read_events("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<Events>\n" + kOne + "\n" + kTwo + "</Events>").texts ==
          Texts{kOne, kTwo});
    CHECK(read_events("\"" + kOne + "\"\n\"" + kOne + "\"\n").texts == Texts{kOne, kOne});
}

TEST_CASE("broken Windows events are reported with their lines, and the others are read") {
    const auto read = read_events(kOne + "\n<Event><System>\n" + kOne + "\nrest</Event>\n" + kOne + "\n<Event><Sys");
    CHECK(read.texts == Texts{kOne, kOne, kOne});
    CHECK(read.skipped == 3);
    REQUIRE(read.problems.size() == 3);
    CHECK(read.problems[0].line == 2);
    CHECK(read.problems[2].line == 6);
}

TEST_CASE("Windows events across the pieces of a file come out whole") {
    std::string bytes;
    for (int number = 0; number < 5000; ++number) {
        bytes += "<Event><System><EventID>" + std::to_string(number) + "</EventID></System><EventData>" +
                 std::string(static_cast<std::size_t>(number % 701), 'x') + "</EventData></Event>\n";
    }
    const auto read = read_events(bytes);
    CHECK(read.texts.size() == 5000);
    CHECK(read.lines.back() == 5000);
    CHECK(read.problems.empty());
}

TEST_CASE("an overlong Windows event is reported once and skipped") {
    const auto read =
        read_events(kOne + "<Event><System>" + std::string(900000, 'x') + "</System></Event>\n" + kTwo, "", 100000);
    CHECK(read.texts == Texts{kOne, kTwo});
    CHECK(read.skipped == 1);
}

TEST_CASE("the last Windows event of a file that was cut off in its data is read and reported") {
    const auto read = read_events(kOne + "\n<Event><System><EventID>3</EventID></System><EventData><Data Name='a'>b\n");
    CHECK(read.texts == Texts{kOne, "<Event><System><EventID>3</EventID></System><EventData><Data Name='a'>b"});
    CHECK(read.problems.size() == 1);
    CHECK(read.skipped == 0);
}
