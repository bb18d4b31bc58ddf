#include "engine/value/number.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("text spells a number only as a whole") {
    CHECK(parse_number("12.50")->number == 12.5);
    CHECK(parse_number("12.50")->significant == 4);
    CHECK(parse_number("-3")->significant == 0);
    CHECK(parse_number("+1e3")->number == 1000);
    for (const char* text : {"", " 5", "5 ", "0x1F", "inf", "nan", "1a", "-", ".", "+-1"}) {
        CHECK_FALSE(parse_number(text));
    }
}

TEST_CASE("numbers show without needless digits") {
    CHECK(format_number(3) == "3");
    CHECK(format_number(0.1) == "0.1");
    CHECK(format_number(1e15) == "1000000000000000");
    CHECK(format_number(-2.5) == "-2.5");
}

TEST_CASE("rounding to significant figures gives the nearest decimal") {
    CHECK(round_significant(1.92, 2) == 1.9);
    CHECK(round_significant(0.00322, 2) == 0.0032);
    CHECK(round_significant(1234.5, 0) == 1234.5);
}
