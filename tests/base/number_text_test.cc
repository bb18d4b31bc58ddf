#include "base/number_text.h"

#include <catch2/catch.hpp>

using namespace karst;

TEST_CASE("significant figures count from the first digit that is not zero") {
    CHECK(significant_figures("12") == 0);  // exact
    CHECK(significant_figures("1.50") == 3);
    CHECK(significant_figures("-0.012") == 2);
    CHECK(significant_figures(".5") == 1);
    CHECK(significant_figures("5.") == 1);
    CHECK(significant_figures("1.5e300") == 2);
    CHECK(significant_figures("0.00") == 3);
    CHECK(significant_figures("1.234567890123456789") == 17);
}
