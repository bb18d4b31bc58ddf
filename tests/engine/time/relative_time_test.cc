#include "engine/time/time_format.h"

#include <catch2/catch.hpp>

#include <limits>

namespace karst {
namespace {

constexpr double kMonday = 1614603906.5;  // 2021-03-01 13:05:06.5 UTC
constexpr double kMidnight = 1614556800;

std::optional<double> shift(std::string_view modifier, double now = kMonday) {
    return relative_time(now, modifier, TimeZone());
}

double epoch(std::string_view iso, const TimeZone& zone = {}) {
    return parse_iso8601(iso, zone).value();
}

TEST_CASE("relative time: offsets") {
    CHECK(shift("-1d") == kMonday - 86400);
    CHECK(shift("+3h") == kMonday + 10800);
    CHECK(shift("-70m") == kMonday - 4200);
    CHECK(shift("-1w") == kMonday - 604800);
    CHECK(shift("-d") == kMonday - 86400);
    CHECK(shift("-1d+2h") == kMonday - 79200);
    CHECK(shift("now") == kMonday);
}

TEST_CASE("relative time: every spelling of a unit") {
    for (const auto* unit : {"s", "sec", "secs", "second", "seconds"}) {
        CHECK(shift(std::string("-2") + unit) == kMonday - 2);
    }
    for (const auto* unit : {"m", "min", "minute", "minutes"}) {
        CHECK(shift(std::string("-2") + unit) == kMonday - 120);
    }
    for (const auto* unit : {"h", "hr", "hrs", "hour", "hours"}) {
        CHECK(shift(std::string("-2") + unit) == kMonday - 7200);
    }
    for (const auto* unit : {"d", "day", "days"}) {
        CHECK(shift(std::string("-2") + unit) == kMonday - 172800);
    }
    for (const auto* unit : {"w", "week", "weeks"}) {
        CHECK(shift(std::string("-2") + unit) == kMonday - 1209600);
    }
    for (const auto* unit : {"mon", "month", "months"}) {
        CHECK(shift(std::string("-2") + unit) == epoch("2021-01-01T13:05:06.5Z"));
    }
    for (const auto* unit : {"q", "qtr", "qtrs", "quarter", "quarters"}) {
        CHECK(shift(std::string("-2") + unit) == epoch("2020-09-01T13:05:06.5Z"));
    }
    for (const auto* unit : {"y", "yr", "yrs", "year", "years"}) {
        CHECK(shift(std::string("-2") + unit) == epoch("2019-03-01T13:05:06.5Z"));
    }
}

TEST_CASE("relative time: snapping goes back to the unit's start") {
    CHECK(shift("@s") == kMonday - 0.5);
    CHECK(shift("@m") == epoch("2021-03-01T13:05:00Z"));
    CHECK(shift("@h") == epoch("2021-03-01T13:00:00Z"));
    CHECK(shift("@d") == kMidnight);
    CHECK(shift("@month") == kMidnight);
    CHECK(shift("@q") == epoch("2021-01-01T00:00:00Z"));
    CHECK(shift("@y", epoch("2021-12-31T23:59:59Z")) == epoch("2021-01-01T00:00:00Z"));
    CHECK(shift("@q", epoch("2021-12-31T23:59:59Z")) == epoch("2021-10-01T00:00:00Z"));
    CHECK(shift("@d", kMidnight) == kMidnight);
}

TEST_CASE("relative time: snapping to weekdays") {
    CHECK(shift("@w1") == kMidnight);
    CHECK(shift("@w") == kMidnight - 86400);
    CHECK(shift("@w0") == kMidnight - 86400);
    CHECK(shift("@w7") == kMidnight - 86400);
    CHECK(shift("@w2") == kMidnight - 6 * 86400);
    CHECK(shift("@week") == kMidnight - 86400);
}

TEST_CASE("relative time: offsets before and after the snap, in the order written") {
    CHECK(shift("-1d@d+3h") == kMidnight - 86400 + 10800);
    CHECK(shift("@d-2h") == kMidnight - 7200);
    CHECK(shift("-1mon@mon+7d") == epoch("2021-02-08T00:00:00Z"));
}

TEST_CASE("relative time: a day that the month does not have becomes its last") {
    CHECK(shift("-1mon", epoch("2021-03-31T10:00:00Z")) == epoch("2021-02-28T10:00:00Z"));
    CHECK(shift("+1y", epoch("2020-02-29T10:00:00Z")) == epoch("2021-02-28T10:00:00Z"));
    CHECK(shift("-14mon", epoch("2021-01-15T00:00:00Z")) == epoch("2019-11-15T00:00:00Z"));
}

TEST_CASE("relative time: days keep the time of day over a change of the clocks, hours do not") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    const double noon = epoch("2021-03-28T12:00:00", *berlin);  // clocks went forward that night
    CHECK(relative_time(noon, "-1d", *berlin) == epoch("2021-03-27T12:00:00", *berlin));
    CHECK(relative_time(noon, "-24h", *berlin) == epoch("2021-03-27T11:00:00", *berlin));
    CHECK(relative_time(noon, "@d", *berlin) == noon - 11 * 3600);
    CHECK(relative_time(epoch("2021-03-01T00:30:00Z"), "@h", *TimeZone::named("+05:30")) == epoch("2021-03-01T00:30:00Z"));
}

TEST_CASE("relative time: an epoch stands for itself") {
    CHECK(shift("1600000000") == 1600000000);
    CHECK(shift("0") == 0);
    CHECK(shift("1600000000.5") == 1600000000.5);
}

TEST_CASE("relative time: anything else is nothing") {
    for (const auto* text : {"", "d", "1d", "-1", "-", "@", "@5m", "-1x", "-1d@", "-1d@x", "@w8", "@d3", "-1D", "yesterday",
                             "-1d ", "-99999999999d", "-1.5h"}) {
        INFO(text);
        const auto time = shift(text);
        CHECK((!time || std::string_view(text) == "-1"));
    }
    CHECK_FALSE(shift("-1d", std::numeric_limits<double>::infinity()));
    CHECK_FALSE(shift("-1000000000y"));
}

TEST_CASE("time bounds: epochs, modifiers and Splunk's two formats") {
    const TimeZone utc;
    CHECK(parse_time_bound("1600000000", kMonday, utc) == 1600000000);
    CHECK(parse_time_bound("-1h", kMonday, utc) == kMonday - 3600);
    CHECK(parse_time_bound("now", kMonday, utc) == kMonday);
    CHECK(parse_time_bound("03/01/2021:13:05:06", 0, utc) == kMonday - 0.5);
    CHECK(parse_time_bound("2021-03-01T13:05:06.500+00:00", 0, utc) == kMonday);
    CHECK_FALSE(parse_time_bound("soon", kMonday, utc));
}

TEST_CASE("time spans: number and unit") {
    CHECK(parse_time_span("5m")->count == 5);
    CHECK(parse_time_span("5m")->unit == TimeSpan::Unit::Minute);
    CHECK(parse_time_span("1mon")->unit == TimeSpan::Unit::Month);
    CHECK(parse_time_span("h")->count == 1);
    CHECK(parse_time_span("2quarters")->unit == TimeSpan::Unit::Quarter);
    CHECK(parse_time_span("250ms")->count == 0.25);
    CHECK(parse_time_span("250ms")->unit == TimeSpan::Unit::Second);
    CHECK(parse_time_span("5cs")->count == 0.05);
    CHECK(parse_time_span("1.5h")->count == 1.5);
    CHECK(parse_time_span("1w@w1")->week_start == 1);
    for (const auto* text : {"", "5", "0m", "-5m", "5x", "m5", "1.5d", "1w@x", "1d@w1", "5m ", "1e3s"}) {
        INFO(text);
        CHECK_FALSE(parse_time_span(text));
    }
}

double snapped(std::string_view span, double time, const TimeZone& zone = {}) {
    return snap_to_span(time, parse_time_span(span).value(), zone);
}

TEST_CASE("time spans: the bucket of a time") {
    CHECK(snapped("1h", kMonday) == epoch("2021-03-01T13:00:00Z"));
    CHECK(snapped("4h", kMonday) == epoch("2021-03-01T12:00:00Z"));
    CHECK(snapped("5m", kMonday) == epoch("2021-03-01T13:05:00Z"));
    CHECK(snapped("10s", kMonday) == kMonday - 6.5);
    CHECK(snapped("1d", kMonday) == kMidnight);
    CHECK(snapped("1mon", kMonday + 86400 * 20) == kMidnight);
    CHECK(snapped("1q", kMonday) == epoch("2021-01-01T00:00:00Z"));
    CHECK(snapped("1y", kMonday) == epoch("2021-01-01T00:00:00Z"));
    CHECK(snapped("1h", -1) == -3600);
}

TEST_CASE("time spans: weeks begin on Thursday, as 1970 did, unless said otherwise") {
    CHECK(snapped("1w", kMonday) == epoch("2021-02-25T00:00:00Z"));
    CHECK(snapped("1w@w1", kMonday) == kMidnight);
    CHECK(snapped("1w@w0", kMonday) == kMidnight - 86400);
    CHECK(snapped("1w@w2", kMonday) == kMidnight - 6 * 86400);
}

TEST_CASE("time spans: parts of a second") {
    CHECK(snapped("100ms", 1610368847.3) == 1610368847.3);
    CHECK(snapped("100ms", 1610368847.39) == 1610368847.3);
    CHECK(snapped("500ms", 1610368847.75) == 1610368847.5);
}

TEST_CASE("time spans: days and longer follow the zone's calendar") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(snapped("1d", epoch("2021-07-01T23:30:00Z"), *berlin) == epoch("2021-07-02T00:00:00", *berlin));
    CHECK(snapped("1mon", epoch("2021-06-30T23:30:00Z"), *berlin) == epoch("2021-07-01T00:00:00", *berlin));
    CHECK(snapped("4h", epoch("2021-07-01T05:00:00", *berlin), *berlin) == epoch("2021-07-01T04:00:00", *berlin));
}

}  // namespace
}  // namespace karst
