#include "engine/time/time_format.h"

#include <catch2/catch.hpp>

namespace karst {
namespace {

constexpr double kMonday = 1614603906;  // 2021-03-01 13:05:06 UTC

std::optional<double> read(std::string_view text, std::string_view format, double now = 0) {
    return parse_time(text, format, TimeZone(), now);
}

TEST_CASE("strptime: date and time") {
    CHECK(read("2021-03-01 13:05:06", "%Y-%m-%d %H:%M:%S") == kMonday);
    CHECK(read("03/01/21 13:05:06", "%m/%d/%y %H:%M:%S") == kMonday);
    CHECK(read("20210301130506", "%Y%m%d%H%M%S") == kMonday);
    CHECK(read("2021-03-01 13:05:06", "%F %T") == kMonday);
    CHECK(read("Mon Mar  1 13:05:06 2021", "%c") == kMonday);
    CHECK(read("03/01/21 13:05", "%D %R") == kMonday - 6);
    CHECK(read("2021 060", "%Y %j") == kMonday - 47106);
}

TEST_CASE("strptime: names in any case, short or long") {
    CHECK(read("monday, 1 MARCH 2021 13:05:06", "%A, %d %B %Y %T") == kMonday);
    CHECK(read("Mon 1 Mar 2021 13:05:06", "%A %d %B %Y %T") == kMonday);
    CHECK_FALSE(read("1 Mrz 2021", "%d %b %Y"));
}

TEST_CASE("strptime: twelve-hour clock") {
    CHECK(read("2021-03-01 01:05:06 PM", "%Y-%m-%d %I:%M:%S %p") == kMonday);
    CHECK(read("2021-03-01 1:05:06 pm", "%Y-%m-%d %I:%M:%S %p") == kMonday);
    CHECK(read("1970-01-01 12:00 AM", "%F %I:%M %p") == 0);
    CHECK(read("1970-01-01 12:00 PM", "%F %I:%M %p") == 43200);
    CHECK_FALSE(read("1970-01-01 13:00 PM", "%F %I:%M %p"));
}

TEST_CASE("strptime: leading zeros and blanks are optional") {
    CHECK(read("2021-3-1 13:5:6", "%Y-%m-%d %H:%M:%S") == kMonday);
    CHECK(read("  2021-03-01    13:05:06", "%Y-%m-%d %H:%M:%S") == kMonday);
    CHECK(read(" 1-Mar-2021", "%v") == kMonday - 47106);
}

TEST_CASE("strptime: the century of two-digit years") {
    CHECK(read("68-01-01", "%y-%m-%d") == 3092601600.0);
    CHECK(read("69-01-01", "%y-%m-%d") == -31536000.0);
}

TEST_CASE("strptime: offsets and zone names") {
    for (const auto* text : {"2021-03-01T15:05:06+0200", "2021-03-01T15:05:06+02:00", "2021-03-01T15:05:06+02",
                             "2021-03-01T13:05:06Z", "2021-03-01T13:05:06+00:00:00", "2021-03-01T08:05:06-05:00"}) {
        INFO(text);
        CHECK(read(text, "%Y-%m-%dT%H:%M:%S%z") == kMonday);
        CHECK(read(text, "%Y-%m-%dT%H:%M:%S%:z") == kMonday);
    }
    CHECK(read("2021-03-01 08:05:06 EST", "%F %T %Z") == kMonday);
    CHECK(read("2021-03-01 14:05:06 CET", "%F %T %Z") == kMonday);
    CHECK(read("2021-03-01 13:05:06 UTC", "%F %T %z") == kMonday);
    CHECK(read("2021-03-01 15:05:06 GMT+02:00", "%F %T %Z") == kMonday);
    CHECK(read("2021-03-01 14:05:06 Europe/Berlin", "%F %T %Z") == kMonday);
    CHECK(read("2021-03-01 15:05:06 120", "%F %T %Ez") == kMonday);
    CHECK_FALSE(read("2021-03-01 13:05:06 XYZ", "%F %T %Z"));
    CHECK_FALSE(read("2021-03-01 13:05:06 +99:00", "%F %T %z"));
}

TEST_CASE("strptime: without a zone the time is local") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(parse_time("2021-03-01 14:05:06", "%F %T", *berlin) == kMonday);
    CHECK(parse_time("2021-03-01T13:05:06Z", "%Y-%m-%dT%H:%M:%S%z", *berlin) == kMonday);
}

TEST_CASE("strptime: a literal letter is no zone") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(parse_time("2021-03-01T14:05:06Z", "%Y-%m-%dT%H:%M:%SZ", *berlin) == kMonday);
}

TEST_CASE("strptime: parts of a second") {
    CHECK(read("13:05:06.250", "%H:%M:%S.%3N") == 47106.25);
    CHECK(read("13:05:06.25", "%H:%M:%S.%Q") == 47106.25);
    CHECK(read("2021-03-01T13:05:06.500Z", "%Y-%m-%dT%H:%M:%S.%3NZ") == kMonday + 0.5);
    CHECK(read("2021-03-01T13:05:06.500123Z", "%Y-%m-%dT%H:%M:%S.%3NZ") == kMonday + 0.5);
    CHECK(read("2021-03-01T13:05:06.500000000+00:00", "%Y-%m-%dT%H:%M:%S.%N%:z") == kMonday + 0.5);
    CHECK_FALSE(read("13:05:06.x", "%H:%M:%S.%3N"));
}

TEST_CASE("strptime: epoch seconds") {
    CHECK(read("1614603906", "%s") == kMonday);
    CHECK(read("1614603906.750", "%s.%3N") == kMonday + 0.75);
    CHECK(read("-10", "%s") == -10);
}

TEST_CASE("strptime: what a date does not say is taken from now or is the first") {
    CHECK(read("13:05:06", "%H:%M:%S", kMonday + 1000) == kMonday);
    CHECK(read("Mar 1 13:05:06", "%b %d %H:%M:%S", kMonday + 86400 * 30) == kMonday);
    CHECK(read("Mar 1 2021", "%b %d %Y", kMonday) == kMonday - 47106);
    CHECK(read("13:05:06", "%H:%M:%S") == 47106);
}

TEST_CASE("strptime: a year or a month without a day is no time") {
    CHECK_FALSE(read("2021-03", "%Y-%m", kMonday));
    CHECK_FALSE(read("2021", "%Y", kMonday));
    CHECK_FALSE(read("Mar 13:05", "%b %H:%M", kMonday));
    CHECK(read("2021 060", "%Y %j", kMonday) == kMonday - 47106);
}

TEST_CASE("strptime: text after the format's end does not matter") {
    CHECK(read("2021-03-01 13:05:06 and more", "%Y-%m-%d") == kMonday - 47106);
}

TEST_CASE("strptime: what does not match is nothing") {
    CHECK_FALSE(read("", "%Y"));
    CHECK_FALSE(read("2021-03", "%Y-%m-%d"));
    CHECK_FALSE(read("2021/03/01", "%Y-%m-%d"));
    CHECK_FALSE(read("2021-13-01", "%Y-%m-%d"));
    CHECK_FALSE(read("2021-02-30", "%Y-%m-%d"));
    CHECK_FALSE(read("24:00", "%H:%M"));
    CHECK_FALSE(read("2021 366", "%Y %j"));
    CHECK_FALSE(read("x", "%q"));
    CHECK_FALSE(read("x", "%"));
}

TEST_CASE("strptime: percent sign") {
    CHECK(read("50% 12", "50%% %s") == 12);
    CHECK_FALSE(read("50 12", "50%% %s"));
}

TEST_CASE("ISO 8601: forms of date, time and offset") {
    for (const auto* text : {"2021-03-01T13:05:06Z", "2021-03-01 13:05:06", "2021-03-01t13:05:06z", "2021-03-01T15:05:06+02:00",
                             "2021-03-01T15:05:06+0200", "2021-03-01T15:05:06+02", "2021-03-01 08:05:06 -0500",
                             "2021-03-01 13:05:06 UTC", "2021-03-01T13:05:06.000Z", "2021-03-01T13:05:06"}) {
        INFO(text);
        CHECK(parse_iso8601(text, TimeZone()) == kMonday);
    }
    CHECK(parse_iso8601("2021-03-01T13:05Z", TimeZone()) == kMonday - 6);
}

TEST_CASE("ISO 8601: a fraction is the double nearest to the decimal text") {
    CHECK(parse_iso8601("2021-01-11T12:40:47.123Z", TimeZone()) == 1610368847.123);
    CHECK(parse_iso8601("2021-01-11T12:40:47,123456Z", TimeZone()) == 1610368847.123456);
    CHECK(*parse_iso8601("2021-01-11T12:40:47.1234567891234Z", TimeZone()) == Approx(1610368847.1234568).epsilon(1e-15));
}

TEST_CASE("ISO 8601: without an offset the time is in the zone") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(parse_iso8601("2021-03-01T14:05:06", *berlin) == kMonday);
    CHECK(parse_iso8601("2021-03-01T13:05:06Z", *berlin) == kMonday);
}

TEST_CASE("ISO 8601: a leap second is the next minute's first") {
    CHECK(parse_iso8601("2016-12-31T23:59:60Z", TimeZone()) == 1483228800);
}

TEST_CASE("ISO 8601: anything else is nothing") {
    for (const auto* text :
         {"", "2021", "2021-03-01", "2021-03-01T", "2021-03-01T13", "2021-03-01T13:05:06X", "2021-3-1T13:05:06Z",
          "2021-02-29T00:00:00Z", "2021-00-01T00:00:00Z", "2021-03-01T24:00:00Z", "2021-03-01T13:60:06Z",
          "2021-03-01T13:05:06.Z", "2021-03-01T13:05:06+", "2021-03-01T13:05:06+2", "2021-03-01T13:05:06+99:00",
          "2021-03-01T13:05:06Z ", "x021-03-01T13:05:06Z", "2021-03-01T13:05:0", "2021-03-01T13:05:06 "}) {
        INFO(text);
        CHECK_FALSE(parse_iso8601(text, TimeZone()));
    }
}

}  // namespace
TEST_CASE("strptime: a fraction that is asked for may be absent, with its point") {
    for (const auto* format : {"%Y-%m-%d %H:%M:%S.%N", "%Y-%m-%d %H:%M:%S.%3N", "%F %T.%Q", "%F %T,%6Q", "%F %T%N"}) {
        INFO(format);
        CHECK(read("2021-03-01 13:05:06", format) == kMonday);
    }
    CHECK(read("2021-03-01 13:05:06.5", "%F %T.%N") == kMonday + 0.5);
    CHECK(read("2021-03-01 01:05:06 PM", "%F %I:%M:%S.%3N %p") == kMonday);
    CHECK(read("2021-03-01T13:05:06Z", "%FT%T.%Q%z") == kMonday);
    CHECK_FALSE(read("2021-03-01 13:05:06.x", "%F %T.%N"));
    CHECK_FALSE(read("2021-03-01 13:05", "%F %T.%N"));
}

}  // namespace karst
