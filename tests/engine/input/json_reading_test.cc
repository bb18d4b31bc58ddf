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

TEST_CASE("a binary Windows event log is refused with a way out") {
    CHECK_THROWS_WITH(read_events(std::string("ElfFile\0\0\0", 10)), Catch::Contains(".evtx") && Catch::Contains("XML"));
}

TEST_CASE("an empty file has no events") {
    CHECK(read_events("").texts.empty());
    CHECK(read_events("\n \n").texts.empty());
}
