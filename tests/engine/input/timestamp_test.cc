#include "engine/input/timestamp.h"

#include <catch2/catch.hpp>

using namespace karst;

namespace {

constexpr double kNow = 1772474651;  // 2026-03-02T18:04:11Z

double time_in(std::string_view text) {
    return find_timestamp(text, TimeZone(), kNow).value_or(0);
}

}  // namespace

TEST_CASE("the time of an event is the first time stamp in its text") {
    CHECK(time_in("a 2026-03-02T18:04:11.25Z b") == Approx(1772474651.25).margin(1e-6));
    CHECK(time_in("{\"t\":\"2026-03-02 18:04:11\"}") == 1772474651);
    CHECK(time_in("2026-03-02 18:04:11,500 +0100 x") == Approx(1772471051.5).margin(1e-6));
    CHECK(time_in("[02/Mar/2026:18:04:11 +0000]") == 1772474651);
    CHECK(time_in("[02/Mar/2026:18:04:11.065 +0000]") == Approx(1772474651.065).margin(1e-6));
    CHECK(time_in("03/02/2026 06:04:11 PM") == 1772474651);
    CHECK(time_in("timestamp=03-02-2026 18:04:11.868, x") == Approx(1772474651.868).margin(1e-6));
    CHECK(time_in("2026/03/02 18:04:11") == 1772474651);
    CHECK(time_in("Mon Mar  2 18:04:11 2026 UTC") == 1772474651);
    CHECK(time_in("Mon, 02 Mar 2026 18:04:11 GMT") == 1772474651);
    CHECK(time_in("02-Mar-2026 18:04:11") == 1772474651);
    CHECK(time_in("2026-03-02\t18:04:11\tIAD55") == 1772474651);
    CHECK(time_in("2026-03-02 19:04:11 +0100 x") == 1772474651);
}

TEST_CASE("any clock may go on with a fraction of a second") {
    CHECK(time_in("Mar  2 18:04:11.639: %SYS-5-CONFIG_I: x") == Approx(1772474651.639).margin(1e-6));
    CHECK(time_in("msg=audit(03/02/2026 18:04:11.453:6845)") == Approx(1772474651.453).margin(1e-6));
    CHECK(time_in("03/02/2026 06:04:11.250 PM") == Approx(1772474651.25).margin(1e-6));
    CHECK(time_in("Mar 02 18:04:11.500 2026") == Approx(1772474651.5).margin(1e-6));
    CHECK(time_in("2026-03-02\t18:04:11.5\tx") == Approx(1772474651.5).margin(1e-6));
    CHECK(time_in("03/02/2026 18:04:11. The end") == 1772474651);
}

TEST_CASE("Unix times come in seconds with a fraction, milliseconds and smaller") {
    CHECK(time_in("msg=audit(1772474651.257:15795)") == Approx(1772474651.257).margin(1e-6));
    CHECK(time_in("1772474651257") == Approx(1772474651.257).margin(1e-6));
    CHECK(time_in("1772474651257000000") == Approx(1772474651.257).margin(1e-3));
    CHECK(time_in("account 123456789012") == 0);
}

TEST_CASE("a time without a year is of the current one, or of the one before") {
    CHECK(time_in("Mar  2 18:04:11 host x") == 1772474651);
    CHECK(time_in("Dec 31 00:00:00 host x") == 1767139200);
}

TEST_CASE("an event without a time stamp has no time") {
    CHECK_FALSE(find_timestamp("hello 12 34", TimeZone(), kNow).has_value());
}
