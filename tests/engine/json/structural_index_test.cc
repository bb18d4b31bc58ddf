// The structural characters of JSON.
#include "engine/json/structural_index.h"

#include "base/read_padding.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace karst;

namespace {

std::string padded(std::string text) {
    text.append(kReadPadding, ' ');
    return text;
}

}  // namespace

TEST_CASE("the structural characters of a text are brackets, separators and where values begin", "[json]") {
    const std::string text = R"({"a": [1, "x,y"], "b":null})";
    const auto room = padded(text);
    StructuralIndex index;
    REQUIRE(index.read(std::string_view(room).substr(0, text.size())));
    std::string found;
    for (const auto at : index.positions()) {
        found += text[at];
    }
    CHECK(found == R"({":[1,"],":n})");
}

TEST_CASE("a text that breaks off in a string has no structural index, and the next one has", "[json]") {
    StructuralIndex index;
    const auto broken = padded(R"({"a": "x)");
    CHECK_FALSE(index.read(std::string_view(broken).substr(0, 8)));
    CHECK_FALSE(index.read(""));
    const auto large = padded("[" + std::string(200'000, ' ') + "]");
    REQUIRE(index.read(std::string_view(large).substr(0, 200'002)));
    CHECK(index.positions().size() == 2);
}
