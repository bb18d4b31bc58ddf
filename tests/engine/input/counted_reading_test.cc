#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace karst;
using namespace karst::test;

using Texts = std::vector<std::string>;

namespace {

std::string frame(const std::string& message) {
    return std::to_string(message.size()) + " " + message;
}

}  // namespace

TEST_CASE("syslog messages with their numbers of bytes are cut at those") {
    const std::string one = "<34>1 2026-03-02T18:04:11Z web1 su - - - a";
    const std::string two = "<34>1 2026-03-02T18:04:12Z web1 su - - - two\nlines";
    for (const std::string between : {"", "\n", "\r\n"}) {
        const auto read = read_events(fmt::format("{0}{1}{2}{1}{3}", frame(one), between, frame(two), frame(one + "\n")));
        CHECK(read.format == "counted");
        CHECK(read.texts == Texts{one, two, one});
        CHECK(read.problems.empty());
    }
    CHECK(read_events(frame(one) + "\n" + frame(two) + "\n").lines == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("a number before a line does not make it a frame") {
    CHECK(read_events("12 <b>bold</b> text\nmore\n").format == "text");
    CHECK(read_events("3 <34>x\n3 <34>y\n").format == "text");
}

TEST_CASE("what is broken between frames is reported, and a frame that breaks off is an event") {
    const std::string one = "<34>Mar  2 18:04:11 web1 su: a";
    const auto read = read_events(frame(one) + frame(one) + "\nlost\n" + frame(one) + "99 <34>Mar  2", "counted");
    CHECK(read.texts == Texts{one, one, one, "<34>Mar  2"});
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].line == 2);
    CHECK(read.skipped == 1);
}

TEST_CASE("frames come out whole over the pieces of a file, and one that is too large is passed over") {
    std::string bytes;
    for (int number = 0; number < 20000; ++number) {
        bytes += frame("<34>" + std::string(static_cast<std::size_t>(number % 97), 'x') + "\n" + std::to_string(number));
    }
    const auto whole = read_events(bytes);
    REQUIRE(whole.texts.size() == 20000);
    CHECK(whole.texts[19999].substr(whole.texts[19999].size() - 5) == "19999");
    CHECK(whole.lines[19999] == 20000);
    const auto large =
        read_events(frame("<34>a") + frame("<34>" + std::string(700000, 'x')) + frame("<34>b"), "counted", 100000);
    CHECK(large.texts == Texts{"<34>a", "<34>b"});
    CHECK(large.skipped == 1);
}
