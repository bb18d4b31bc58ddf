#include "engine/time/time_format.h"

#include <catch2/catch.hpp>

#include <limits>

namespace karst {
namespace {

constexpr double kMonday = 1614603906.25;  // Monday 2021-03-01 13:05:06.250 UTC

std::string show(std::string_view format, double epoch = kMonday, const TimeZone& zone = {}) {
    return format_time(epoch, format, zone);
}

TEST_CASE("strftime: parts of the date") {
    CHECK(show("%Y %y %C") == "2021 21 20");
    CHECK(show("%m %d [%e] %j") == "03 01 [ 1] 060");
    CHECK(show("%A %a %B %b %h") == "Monday Mon March Mar Mar");
    CHECK(show("%w %u") == "1 1");
    CHECK(show("%w %u", kMonday - 86400) == "0 7");
}

TEST_CASE("strftime: parts of the time of day") {
    CHECK(show("%H:%M:%S") == "13:05:06");
    CHECK(show("%I %p %P [%l]") == "01 PM pm [ 1]");
    CHECK(show("[%k]", kMonday - 6 * 3600) == "[ 7]");
    CHECK(show("%I %p", 0) == "12 AM");
}

TEST_CASE("strftime: variables that stand for others") {
    CHECK(show("%F %T") == "2021-03-01 13:05:06");
    CHECK(show("%R") == "13:05");
    CHECK(show("%r") == "01:05:06 PM");
    CHECK(show("%D %x") == "03/01/21 03/01/2021");
    CHECK(show("%X") == "13:05:06");
    CHECK(show("%c") == "Mon Mar  1 13:05:06 2021");
    CHECK(show("%+") == "Mon Mar  1 13:05:06 UTC 2021");
    CHECK(show("%v") == " 1-Mar-2021");
}

TEST_CASE("strftime: week numbers") {
    CHECK(show("%U %W %V %G %g") == "09 09 09 2021 21");
    CHECK(show("%G-W%V", 1609459200) == "2020-W53");  // 2021-01-01 is of the old year's week
    CHECK(show("%G-W%V", 1546214400) == "2019-W01");  // 2018-12-31 is of the new year's
    CHECK(show("%U %W", 1609459200) == "00 00");
    CHECK(show("%U", 1609632000) == "01");  // the first Sunday
}

TEST_CASE("strftime: parts of a second have the digits that are asked for") {
    CHECK(show("%Q %N %f") == "250 250000000 250000");
    CHECK(show("%1N %3N %6N %9N %3Q %6Q") == "2 250 250000 250000000 250 250000");
    CHECK(show("%s.%3N") == "1614603906.250");
}

TEST_CASE("strftime: a fraction shows the digits that were written, not the double's noise") {
    CHECK(show("%6N", 1610368847.123) == "123000");
    CHECK(show("%3N", 1610368847.567) == "567");
    CHECK(show("%9N", 0.123456789) == "123456789");
}

TEST_CASE("strftime: a fraction that rounds up carries into the seconds") {
    CHECK(show("%S.%3N", 1614603906.9999999) == "07.000");
}

TEST_CASE("strftime: time zones") {
    const auto zone = TimeZone::named("America/New_York");
    REQUIRE(zone);
    CHECK(show("%H %z %:z %::z %:::z %Ez %Z", kMonday, *zone) == "08 -0500 -05:00 -05:00:00 -05 -300 EST");
    CHECK(show("%z %Z") == "+0000 UTC");
    CHECK(show("%s", kMonday, *zone) == "1614603906");
}

TEST_CASE("strftime: flags change the padding") {
    CHECK(show("%-d/%-m/%Y %-H") == "1/3/2021 13");
    CHECK(show("[%_d] %0e %^a") == "[ 1] 01 MON");
}

TEST_CASE("strftime: what is no variable is shown as it is written") {
    CHECK(show("100%% %q %") == "100% %q %");
    CHECK(show("%E %5d %:H") == "%E %5d %:H");
    CHECK(show("%t|%n|") == "\t|\n|");
    CHECK(show("no variable") == "no variable");
    CHECK(show("").empty());
}

TEST_CASE("strftime: what is no time shows as nothing") {
    CHECK(show("%Y", std::numeric_limits<double>::infinity()).empty());
    CHECK(show("%Y", std::numeric_limits<double>::quiet_NaN()).empty());
    CHECK(show("%Y", 1e300).empty());
    CHECK(show("%Y", -1e17).empty());
}

}  // namespace
}  // namespace karst
