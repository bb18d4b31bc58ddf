// Cells between separators.
#include "base/delimited.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <deque>

using namespace karst;

namespace {

using Cells = std::vector<std::string>;

Cells cells_of(std::string_view line, char separator = ',', Quotes quotes = Quotes::Undone) {
    std::vector<std::string_view> cells;
    std::deque<std::string> kept;
    const auto keep = [&](std::string text) -> std::string_view { return kept.emplace_back(std::move(text)); };
    split_cells(line, separator, quotes, keep, cells);
    return {cells.begin(), cells.end()};
}

std::vector<Cells> records_of(std::string_view text) {
    std::vector<Cells> records;
    for (CsvReader reader(text); !reader.at_end();) {
        records.push_back(reader.record());
    }
    return records;
}

}  // namespace

TEST_CASE("cells of a line are cut at the separator, and empty ones count") {
    CHECK(cells_of("a,b,,c") == Cells{"a", "b", "", "c"});
    CHECK(cells_of("a b\tc", '\t') == Cells{"a b", "c"});
    CHECK(cells_of("") == Cells{""});
    CHECK(cells_of("a,") == Cells{"a", ""});
}

TEST_CASE("quotation marks around a cell are taken off, and a separator between them is part of it") {
    CHECK(cells_of(R"(1,"a,b",2)") == Cells{"1", "a,b", "2"});
    CHECK(cells_of(R"("say ""hi""",2)") == Cells{R"(say "hi")", "2"});
    CHECK(cells_of(R"("not closed,2)") == Cells{"not closed,2"});
    CHECK(cells_of(R"(a "b,c",2)") == Cells{R"(a "b)", R"(c")", "2"});
    CHECK(cells_of(R"("a" b,"")") == Cells{"a", ""});
}

TEST_CASE("quotation marks that are plain or kept stay in the cells") {
    CHECK(cells_of(R"(1,"a,b")", ',', Quotes::Plain) == Cells{"1", R"("a)", R"(b")"});
    CHECK(cells_of(R"(1,x "a,b" y,2)", ',', Quotes::Kept) == Cells{"1", R"(x "a,b" y)", "2"});
    CHECK(cells_of(R"("a","b,c","d)", ',', Quotes::Kept) == Cells{R"("a")", R"("b,c")", R"("d)"});
    CHECK(cells_of(R"(a"b,c)", ',', Quotes::Kept) == Cells{R"(a"b,c)"});
}

TEST_CASE("a row ends at a line end that is not in a quoted cell, however it is cut in segments") {
    const std::string text = "a \"b,\"c\nd\",\"say \"\"hi\n\"\"\",e\nnext";
    const auto end = text.rfind('\n');
    for (std::size_t first = 0; first <= text.size(); ++first) {
        RowEnd row(',');
        for (std::size_t size = first; size < end + 1; size += 3) {
            CAPTURE(first, size);
            CHECK(row.find(text.substr(0, size)) == std::string::npos);
        }
        CHECK(row.find(text) == end);
    }
}

TEST_CASE("a quotation mark that is never closed is looked at once, not once a segment") {
    const std::string text = "\"" + std::string(8'000'000, 'x');
    const auto begin = std::chrono::steady_clock::now();
    RowEnd row(',');
    for (std::size_t size = 1; size < text.size(); size += 1'000) {
        REQUIRE(row.find(std::string_view(text).substr(0, size)) == std::string_view::npos);
    }
    CHECK(cells_of(text).size() == 1);
    CHECK(records_of(text).size() == 1);
    // Looked at anew for each of the 8,000 segments it would be 32 GB.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
}

TEST_CASE("records of CSV are read as programs and people write them") {
    CHECK(records_of("\xEF\xBB\xBFname, role\r\n dana,\t\"a, \"\"b\"\"\"\rerik,\"x\" y\n") ==
          std::vector<Cells>{{"name", "role"}, {"dana", "a, \"b\""}, {"erik", "x y"}});
    CHECK(records_of("a\n\n\"b\nc\",") == std::vector<Cells>{{"a"}, {""}, {"b\nc", ""}});
}

TEST_CASE("a line of CSV reads as the cells that it was written from") {
    const Cells cells = {"plain", "", "a,b", "say \"hi\"", "two\nlines", "\r", "\""};
    CHECK(csv_line(cells) == "plain,,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"\r\",\"\"\"\"\n");
    CHECK(records_of(csv_line(cells)) == std::vector<Cells>{cells});
}
