#include "engine/time/time_zone.h"

#include <catch2/catch.hpp>

namespace karst {
namespace {

CivilTime civil(std::int64_t year, int month, int day, int hour = 0, int minute = 0, int second = 0) {
    CivilTime time;
    time.year = year;
    time.month = month;
    time.day = day;
    time.hour = hour;
    time.minute = minute;
    time.second = second;
    return time;
}

TEST_CASE("time zone: the default is UTC") {
    const TimeZone utc;
    CHECK(utc.name() == "UTC");
    const auto time = utc.to_civil(951782399);  // 2000-02-28 23:59:59
    CHECK(time.year == 2000);
    CHECK(time.month == 2);
    CHECK(time.day == 28);
    CHECK(time.hour == 23);
    CHECK(time.second == 59);
    CHECK(time.weekday == 1);
    CHECK(time.year_day == 59);
    CHECK(time.zone == "UTC");
    CHECK(utc.to_epoch(time) == 951782399);
}

TEST_CASE("time zone: times before 1970") {
    const auto time = TimeZone().to_civil(-1);
    CHECK(time.year == 1969);
    CHECK(time.month == 12);
    CHECK(time.day == 31);
    CHECK(time.hour == 23);
    CHECK(time.weekday == 3);
}

TEST_CASE("time zone: fields out of range carry over") {
    const TimeZone utc;
    CHECK(utc.to_epoch(civil(2020, 13, 1)) == utc.to_epoch(civil(2021, 1, 1)));
    CHECK(utc.to_epoch(civil(2020, 0, 1)) == utc.to_epoch(civil(2019, 12, 1)));
    CHECK(utc.to_epoch(civil(2021, 2, 29)) == utc.to_epoch(civil(2021, 3, 1)));
    CHECK(utc.to_epoch(civil(2021, 1, 1, 25)) == utc.to_epoch(civil(2021, 1, 2, 1)));
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(berlin->to_epoch(civil(2020, 13, 1)) == berlin->to_epoch(civil(2021, 1, 1)));
}

TEST_CASE("time zone: named zones follow their rules") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(berlin->name() == "Europe/Berlin");
    const auto summer = berlin->to_civil(1625097600);  // 2021-07-01 00:00 UTC
    CHECK(summer.hour == 2);
    CHECK(summer.offset == 7200);
    CHECK(summer.zone == "CEST");
    CHECK(berlin->to_civil(1609459200).zone == "CET");
}

TEST_CASE("time zone: times that exist twice or not at all have the offset before the change") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(berlin->to_epoch(civil(2021, 10, 31, 2, 30)) == 1635640200);  // still CEST
    CHECK(berlin->to_epoch(civil(2021, 3, 28, 2, 30)) == 1616895000);   // as if still CET
}

TEST_CASE("time zone: fixed offsets") {
    for (const auto* name : {"+02:00", "+0200", "+2", "UTC+2", "GMT+02:00"}) {
        INFO(name);
        const auto zone = TimeZone::named(name);
        REQUIRE(zone);
        CHECK(zone->to_civil(0).hour == 2);
        CHECK(zone->to_civil(0).zone == "+02:00");
    }
    const auto west = TimeZone::named("-03:30");
    REQUIRE(west);
    CHECK(west->to_civil(0).offset == -12600);
    CHECK(west->name() == "-03:30");
    CHECK(TimeZone::named("+00:00")->name() == "UTC");
}

TEST_CASE("time zone: unknown names are nothing, whatever they look like") {
    for (const auto* name :
         {"", "Europe/Atlantis", "../../etc/passwd", "/etc/localtime", "+25:00", "+1:2:3", "file:x", "Europe", "+", "++02"}) {
        INFO(name);
        CHECK_FALSE(TimeZone::named(name));
    }
}

}  // namespace
}  // namespace karst
