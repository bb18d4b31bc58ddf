#include "base/diagnostic.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("a near name is suggested, a far one is not") {
    const std::vector<std::string_view> known = {"mvcount", "mvindex", "match"};
    CHECK(did_you_mean("mvcuont", known) == "did you mean 'mvcount'?");
    CHECK(did_you_mean("MATCH", known) == "did you mean 'match'?");
    CHECK(did_you_mean("frobnicate", known).empty());
}

TEST_CASE("lines and columns count characters from one") {
    const auto file = std::make_shared<const SourceFile>(SourceFile{"f", "äb\ncdé!"});
    const auto where = locate(file, 4 + 4, 4 + 5);
    CHECK(where.line == 2);
    CHECK(where.column == 4);
    CHECK(where.end_column == 5);
}
