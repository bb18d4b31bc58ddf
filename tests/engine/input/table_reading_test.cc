#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

using Texts = std::vector<std::string>;

TEST_CASE("a line of names and rows that fit it are CSV; rows may hold line breaks") {
    const auto read = read_events("user,door,note\ndana,1,\"two\nlines\"\nkim,2,x\n");
    CHECK(read.format == "csv");
    CHECK(read.texts == Texts{"dana,1,\"two\nlines\"", "kim,2,x"});
    CHECK(read.lines == std::vector<std::uint64_t>{2, 4});
}

TEST_CASE("text with commas in it is not taken for CSV") {
    CHECK(read_events("Mar  2 18:04:11 host a, b, c\nMar  2 18:04:12 host a, b, c\n").format == "text");
    CHECK(read_events("1,2026/03/02,x\n2,2026/03/02,y\n").format == "text");
    CHECK(read_events("a=1, b=2, c=3\n").format == "text");
    CHECK(read_events("one,two,three\na,b\n").format == "text");
}

TEST_CASE("a mark before CSV, line ends of Windows, and names with commas and quotation marks are read as they are") {
    const auto read =
        read_events("\xEF\xBB\xBFuser,\"door, floor\",note\r\ndana,1,\"a \"\"b\"\"\r\n,c\"\r\nkim,2,5\" disk\r\nlee,3,\r\n");
    CHECK(read.format == "csv");
    CHECK(read.texts == Texts{"dana,1,\"a \"\"b\"\"\r\n,c\"", "kim,2,5\" disk", "lee,3,"});
    CHECK(read.lines == std::vector<std::uint64_t>{2, 4, 5});
}

TEST_CASE("PowerShell's line before a table and a first column without a name do not hide it") {
    const auto typed = read_events("#TYPE System.Acme\r\n\"Message\",\"Id\",\"Version\"\r\n\"a\nb\",\"1\",\"2\"\r\n");
    CHECK(typed.format == "csv");
    CHECK(typed.texts == Texts{"\"a\nb\",\"1\",\"2\""});
    CHECK(typed.lines == std::vector<std::uint64_t>{3});
    CHECK(read_events(",user,door,note\n0,dana,1,x\n").texts == Texts{"0,dana,1,x"});
    CHECK(read_events("#TYPE x").format == "text");
}

TEST_CASE("a lone quotation mark does not join the rows of a W3C log") {
    const auto read = read_events("#Fields: date time cs(User-Agent)\n2026-03-02 18:04:11 \"x\n2026-03-02 18:04:12 y\"\n");
    CHECK(read.texts == Texts{"2026-03-02 18:04:11 \"x", "2026-03-02 18:04:12 y\""});
}

TEST_CASE("a first line of words names columns with blanks between them, wherever it comes again") {
    const auto named = read_events("start end action\n1 2 ACCEPT\nstart end action\n3 4 REJECT\n", "ssv");
    CHECK(named.texts == Texts{"1 2 ACCEPT", "3 4 REJECT"});
    CHECK(named.lines == std::vector<std::uint64_t>{2, 4});
    CHECK(read_events("1 2 ACCEPT\n3 4 REJECT\n", "ssv").texts == Texts{"1 2 ACCEPT", "3 4 REJECT"});
}

TEST_CASE("directives of W3C and Zeek logs are no events") {
    const auto w3c = read_events("#Software: x\n#Fields: date time c-ip\n2026-03-02 18:04:11 10.0.0.1\n");
    CHECK(w3c.format == "w3c");
    CHECK(w3c.texts == Texts{"2026-03-02 18:04:11 10.0.0.1"});
    const auto zeek = read_events("#separator \\x09\n#fields\tts\tuid\n1772474651.5\tC1\n#close\tx\n");
    CHECK(zeek.format == "zeek");
    CHECK(zeek.texts == Texts{"1772474651.5\tC1"});
}

TEST_CASE("a row before any directive is reported") {
    const auto read = read_events("1 2\n#Fields: a b\n3 4\n", "w3c");
    CHECK(read.texts == Texts{"3 4"});
    REQUIRE(read.problems.size() == 1);
    CHECK(read.problems[0].line == 1);
}

TEST_CASE("Windows events as text are cut at their dates") {
    const auto read = read_events("03/02/2026 06:04:11 PM\nLogName=System\nMessage=One.\r\n\r\nmore\n03/02/2026 06:04:12 "
                                  "PM\r\nLogName=System\nMessage=Two.\n");
    CHECK(read.format == "wineventlog");
    CHECK(read.texts == Texts{"03/02/2026 06:04:11 PM\nLogName=System\nMessage=One.\r\n\r\nmore",
                              "03/02/2026 06:04:12 PM\r\nLogName=System\nMessage=Two."});
    CHECK(read.lines == std::vector<std::uint64_t>{1, 6});
}

TEST_CASE("many Windows events as text come out whole over the pieces of a file") {
    std::string bytes;
    for (int number = 0; number < 4000; ++number) {
        bytes += "03/02/2026 06:04:11 PM\nLogName=System\nMessage=" + std::string(static_cast<std::size_t>(number % 397), 'x') +
                 "\nend " + std::to_string(number) + "\n";
    }
    const auto read = read_events(bytes);
    REQUIRE(read.texts.size() == 4000);
    CHECK(read.texts[3999].substr(read.texts[3999].size() - 8) == "end 3999");
    CHECK(read.lines[3999] == 3999 * 4 + 1);
}

TEST_CASE("lines without a time stamp belong to the event before, up to a limit") {
    const auto read = read_events("2026-03-02 18:04:11 a\n  at b\n\n  at c\n2026-03-02 18:04:12 d\n", "multiline");
    CHECK(read.texts == Texts{"2026-03-02 18:04:11 a\n  at b\n\n  at c", "2026-03-02 18:04:12 d"});
    CHECK(read.lines == std::vector<std::uint64_t>{1, 5});
    std::string bytes;
    for (int line = 0; line < 600; ++line) {
        bytes += "x\n";
    }
    CHECK(read_events(bytes, "multiline").texts.size() == 3);
}
