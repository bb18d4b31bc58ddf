#include "engine/value/wildcard.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("a wildcard pattern covers the whole text") {
    CHECK(Wildcard("web*").matches("web"));
    CHECK(Wildcard("*power*exe").matches("powershell.exe"));
    CHECK_FALSE(Wildcard("*power*exe").matches("powershell.exe -x"));
    CHECK_FALSE(Wildcard("a*a").matches("a"));
    CHECK(Wildcard("A*z", Wildcard::Case::Insensitive).matches("abcZ"));
    CHECK_FALSE(Wildcard("A*z").matches("abcZ"));
    CHECK(Wildcard("**").matches_all());
    CHECK(Wildcard("").matches(""));
}

TEST_CASE("captures are what each star stood for") {
    std::vector<std::string_view> stars;
    REQUIRE(Wildcard("a_*_b_*").matches("a_x_b_yz", stars));
    CHECK(stars == std::vector<std::string_view>{"x", "yz"});
}
