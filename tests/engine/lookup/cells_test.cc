#include "engine/lookup/cells.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

std::vector<std::string_view> cells_of(std::string_view line, Arena& arena, char delimiter = ',') {
    std::vector<std::string_view> cells;
    split_cells(line, delimiter, arena, cells);
    return cells;
}

using Cells = std::vector<std::string_view>;

}  // namespace

TEST_CASE("cells of a line are cut at the delimiter, and empty ones count") {
    Arena arena;
    CHECK(cells_of("a,b,,c", arena) == Cells{"a", "b", "", "c"});
    CHECK(cells_of("a b\tc", arena, '\t') == Cells{"a b", "c"});
    CHECK(cells_of("", arena) == Cells{""});
    CHECK(cells_of("a,", arena) == Cells{"a", ""});
}

TEST_CASE("quotes around a cell are taken off, and a delimiter between them is part of it") {
    Arena arena;
    CHECK(cells_of(R"(1,"a,b",2)", arena) == Cells{"1", "a,b", "2"});
    CHECK(cells_of(R"("say ""hi""",2)", arena) == Cells{R"(say "hi")", "2"});
    CHECK(cells_of(R"("not closed,2)", arena) == Cells{"not closed,2"});
}
