#include "engine/stream/input_error.h"
#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

using Texts = std::vector<std::string>;

TEST_CASE("one JSON object a line is NDJSON, with the line of each") {
    const auto read = read_events("{\"a\":1}\n\n{\"a\":2}\r\n{\"a\":3}");
    CHECK(read.format == "ndjson");
    CHECK(read.texts == Texts{"{\"a\":1}", "{\"a\":2}", "{\"a\":3}"});
    CHECK(read.lines == std::vector<std::uint64_t>{1, 3, 4});
}

TEST_CASE("an array, documents over several lines and a Records envelope give their objects") {
    CHECK(read_events("[{\"a\":1},\n {\"a\":[{\"b\":2}]}]").texts == Texts{"{\"a\":1}", "{\"a\":[{\"b\":2}]}"});
    const auto pretty = read_events("{\n \"a\": \"}\"\n}\n{\n \"a\": 2\n}\n");
    CHECK(pretty.format == "json");
    CHECK(pretty.texts == Texts{"{\n \"a\": \"}\"\n}", "{\n \"a\": 2\n}"});
    CHECK(pretty.lines == std::vector<std::uint64_t>{1, 4});
    CHECK(read_events("{\"Records\": [{\"a\":1}, {\"a\":2}]}").texts == Texts{"{\"a\":1}", "{\"a\":2}"});
}

TEST_CASE("a document of search results is cut into them, however large it is") {
    std::string bytes = "{\"preview\":false,\"init_offset\":0,\"results\":[";
    constexpr int kCount = 4000;
    for (int number = 0; number < kCount; ++number) {
        bytes += (number > 0 ? ",{\"n\":" : "{\"n\":") + std::to_string(number) + ",\"x\":\"" + std::string(200, ']') + "\"}";
    }
    const auto read = read_events(bytes + "],\"highlighted\":{}}", "", 100000);
    CHECK(read.format == "json");
    CHECK(read.texts.size() == kCount);
    CHECK(read.problems.empty());
}

TEST_CASE("an object that only begins as a document of results does is an event") {
    const Texts events{"{\"preview\":1,\n\"x\":2}", "{\"messages\":[\"a\"],\n\"results\":3}", "{\"fields\":[\"a\"],\"rows\":4}",
                       "{\"rows\":[[1]]}", "{\"results\":[{}]}"};
    std::string bytes;
    for (const auto& event : events) {
        bytes += event + "\n";
    }
    CHECK(read_events(bytes, "json").texts == events);
}

TEST_CASE("results by column are reported, and what follows is read") {
    const auto read =
        read_events("\n{\"preview\":false,\"fields\":[\"a\"],\"columns\":[[\"{\",\"2\"]]}\n{\"a\":\n1}\n", "json");
    CHECK(read.texts == Texts{"{\"a\":\n1}"});
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].line == 2);
    CHECK(read.skipped == 1);
}

TEST_CASE("a byte order mark is no part of the first event") {
    CHECK(read_events("\xEF\xBB\xBF{\"a\":1}\n").texts == Texts{"{\"a\":1}"});
    CHECK(read_events("\xEF\xBB\xBFhello\n").texts == Texts{"hello"});
}

TEST_CASE("events longer than a piece of input come out whole") {
    const std::string big(700000, 'x');
    const auto read = read_events("{\"a\":\"" + big + "\"}\n{\"a\":1}\n");
    REQUIRE(read.texts.size() == 2);
    CHECK(read.texts[0].size() == big.size() + 8);
    CHECK(read.texts[1] == "{\"a\":1}");
}

TEST_CASE("an overlong event is reported, skipped, and what follows is read") {
    const std::string big(700000, 'x');
    for (const std::string format : {"ndjson", "json"}) {
        const auto read = read_events("{\"a\":0}\n{\"a\":\"" + big + "\"}\n{\"a\":1}\n", format, 100000);
        CHECK(read.texts == Texts{"{\"a\":0}", "{\"a\":1}"});
        CHECK(read.skipped == 1);
        REQUIRE(read.problems.size() == 1);
        CHECK(read.problems[0].line == 2);
    }
}

TEST_CASE("a document that is not complete comes out as far as it goes") {
    const auto read = read_events("{\n\"a\":1}\n{\n\"a\":", "json");
    CHECK(read.texts == Texts{"{\n\"a\":1}", "{\n\"a\":"});
    CHECK(read.lines == std::vector<std::uint64_t>{1, 3});
}

TEST_CASE("a line between JSON documents that is none is reported") {
    const auto read = read_events("{\n\"a\":1}\nsorry, disk full\n{\n\"a\":2}, {\"a\":3}\n  # end\n", "json");
    CHECK(read.texts.size() == 3);
    CHECK(read.skipped == 2);
    REQUIRE(read.problems.size() == 2);
    CHECK(read.problems[0].line == 3);
    CHECK(read.problems[1].line == 6);
    CHECK(read_events("{\"Records\": [\n{\"a\":1},\n{\"a\":2}\n],\n\"next\": \"x\",\n\"more\": false }\n").problems.empty());
}

TEST_CASE("a broken line before those of NDJSON does not hide what the file is") {
    const auto read = read_events("{\"a\":\n{\"a\":2}\n{\"a\":3}\n");
    CHECK(read.format == "ndjson");
    CHECK(read.texts.size() == 3);
}

TEST_CASE("gzip and zstd are read as they are, and a truncated file says so") {
    std::string bytes;
    for (int number = 0; number < 20000; ++number) {
        bytes += "{\"number\":" + std::to_string(number * 7919 % 10007) + "}\n";
    }
    for (const auto& packed : {gzip(bytes), zstd(bytes)}) {
        CHECK(read_events(packed).texts.size() == 20000);
        CHECK_THROWS_AS(read_events(packed.substr(0, packed.size() / 2)), InputError);
    }
    CHECK(read_events(gzip("{\"a\":1}\n") + gzip("{\"a\":2}\n")).texts.size() == 2);
}

TEST_CASE("an empty file has no events") {
    CHECK(read_events("").texts.empty());
    CHECK(read_events("\n \n").texts.empty());
}

TEST_CASE("UTF-16 is read as it is") {
    const auto encode = [](std::u16string_view text, bool big) {
        std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
        for (const char16_t unit : text) {
            const char high = static_cast<char>(unit >> 8);
            const char low = static_cast<char>(unit & 0xFF);
            bytes += big ? high : low;
            bytes += big ? low : high;
        }
        return bytes;
    };
    const std::u16string events = u"{\"a\":\"\u00e9\u20ac\U0001F600\"}\n{\"a\":2}\n";
    for (const bool big : {false, true}) {
        for (const auto& bytes : {encode(events, big), encode(events, big).substr(2), gzip(encode(events, big))}) {
            const auto read = read_events(bytes);
            CHECK(read.format == "ndjson");
            CHECK(read.texts == Texts{"{\"a\":\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"}", "{\"a\":2}"});
        }
    }
    std::u16string many;
    for (int number = 0; number < 100000; ++number) {
        many += u"line\n";
    }
    CHECK(read_events(encode(many, false), "text").texts.size() == 100000);
    CHECK(read_events(std::string("\xFF\xFE"
                                  "a",
                                  3),
                      "text")
              .texts == Texts{"\xEF\xBF\xBD"});
}

TEST_CASE("the headings that evtx_dump puts before events are passed over") {
    const auto json = read_events("Record 1\n{\n  \"Event\": {}\n}\nRecord 2\n{\n  \"Event\": {}\n}\n");
    CHECK(json.format == "json");
    CHECK(json.texts.size() == 2);
    CHECK(json.problems.empty());
    const auto xml = read_events(
        "Record 1\n<?xml version=\"1.0\"?>\n<Event><System></System></Event>\nRecord 2\n<Event><System></System></Event>\n");
    CHECK(xml.format == "xml-winevent");
    CHECK(xml.texts.size() == 2);
    CHECK(xml.problems.empty());
}
