#include "base/ascii.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("The three kinds of white space each contain the one before") {
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        CAPTURE(byte);
        CHECK(is_gap(c) == (c == ' ' || c == '\t'));
        CHECK(is_blank(c) == (c != '\0' && std::string_view(" \t\r\n").find(c) != std::string_view::npos));
        CHECK(is_space(c) == (c != '\0' && std::string_view(" \t\r\n\f\v").find(c) != std::string_view::npos));
    }
}

TEST_CASE("Letters, digits and their values are those of ASCII alone") {
    int letters = 0;
    int hexadecimal = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        letters += is_letter(c) ? 1 : 0;
        hexadecimal += hex_digit(c) >= 0 ? 1 : 0;
        CHECK(is_letter_or_digit(c) == (is_letter(c) || is_digit(c)));
        CHECK(is_word_character(c) == (is_letter_or_digit(c) || c == '_'));
        CHECK((fold_case(c) != c) == is_capital(c));
    }
    CHECK(letters == 52);
    CHECK(hexadecimal == 22);
    CHECK(hex_digit('7') == 7);
    CHECK(hex_digit('a') == 10);
    CHECK(hex_digit('F') == 15);
    CHECK(hex_digit('g') == -1);
}

TEST_CASE("Case is changed and ignored for the letters of ASCII only") {
    CHECK(lower_case("AZ[`\xC3\x84") == "az[`\xC3\x84");
    CHECK(upper_case("az{@\xC3\xA4") == "AZ{@\xC3\xA4");
    CHECK(equal_caseless("CopyObject", "copyobject"));
    CHECK_FALSE(equal_caseless("@", "`"));
    CHECK_FALSE(equal_caseless("\xC3\x84", "\xC3\xA4"));
    CHECK_FALSE(equal_caseless("copy", "copyobject"));
}

TEST_CASE("A trimmed text has no blanks at its ends and keeps those inside") {
    CHECK(trimmed(" \r\na b\t") == "a b");
    CHECK(trimmed(" \n ").empty());
    CHECK(trimmed("\va\f") == "\va\f");
    CHECK(trimmed("\v a\f", kSpaces) == "a");
}
