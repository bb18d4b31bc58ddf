#include "engine/aggregate/time_buckets.h"

#include <catch2/catch.hpp>

namespace karst {

TEST_CASE("a span has a length and may say where buckets begin", "[aggregate]") {
    REQUIRE(parse_bucket_span("5m"));
    CHECK(typical_seconds(parse_bucket_span("5m")->length) == 300);
    CHECK(parse_bucket_span("1w@w1")->snap == "@w1");
    CHECK_FALSE(parse_bucket_span("0s"));
    CHECK_FALSE(parse_bucket_span("abc"));
    CHECK_FALSE(parse_bucket_span("1w@zzz"));
}

TEST_CASE("months and days follow the calendar", "[aggregate]") {
    const auto berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    // 2021-03-28 has 23 hours in Berlin.
    const double midnight = 1616886000;
    const TimeBuckets days(*parse_bucket_span("1d"), *berlin);
    CHECK(days.start(midnight + 3600) == midnight);
    CHECK(days.seconds(midnight) == 23 * 3600);
    const TimeBuckets months(*parse_bucket_span("1mon"), TimeZone());
    CHECK(months.start(1610366400) == 1609459200);
    CHECK(months.next(1609459200) == 1612137600);
}

TEST_CASE("buckets can be aligned to a time", "[aggregate]") {
    const TimeBuckets buckets(*parse_bucket_span("10m"), TimeZone(), 130.0);
    CHECK(buckets.start(129) == -470);
    CHECK(buckets.start(130) == 130);
    CHECK(buckets.start(729) == 130);
}

TEST_CASE("all buckets of a range are listed, up to a limit", "[aggregate]") {
    const TimeBuckets hours(*parse_bucket_span("1h"), TimeZone());
    const auto starts = hours.between(3599, 10800, 10);
    REQUIRE(starts);
    CHECK(*starts == std::vector<double>{0, 3600, 7200, 10800});
    CHECK_FALSE(hours.between(0, 1e9, 50'000));
}

TEST_CASE("the automatic span is the shortest with few enough buckets", "[aggregate]") {
    const auto seconds = [](double range) {
        return typical_seconds(
            automatic_spans()[choose_automatic_span(1610323200, 1610323200 + range - 1, 100, 0, TimeZone())]);
    };
    // The reference's table of default spans: 15 minutes, 60 minutes, 4 hours, 24 hours, 7 days, 30 days.
    CHECK(seconds(15 * 60) == 10);
    CHECK(seconds(60 * 60) == 60);
    CHECK(seconds(4 * 3600) == 300);
    CHECK(seconds(24 * 3600) == 1800);
    CHECK(seconds(7 * 86400) == 86400);
    CHECK(seconds(30 * 86400) == 86400);
    CHECK(seconds(1e15) == 365 * 86400);
}

}  // namespace karst
