// The proleptic Gregorian calendar, without zones. Small enough to be inlined where an event's time stamp is read.
#pragma once

#include <cstdint>

namespace karst {

constexpr std::int64_t kSecondsPerDay = 86400;

constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

constexpr bool is_leap_year(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(std::int64_t year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/// Days since 1970-01-01; months from 1 to 12, any day.
constexpr std::int64_t days_since_epoch(std::int64_t year, int month, std::int64_t day) {
    // Years that begin in March end with the leap day, so that days before a month do not depend on the year.
    constexpr int before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    constexpr std::int64_t epoch = 719469;
    const std::int64_t shifted = month <= 2 ? year - 1 : year;
    const std::int64_t leap_days = floor_divide(shifted, 4) - floor_divide(shifted, 100) + floor_divide(shifted, 400);
    return shifted * 365 + leap_days + before[month - 1] + day - epoch;
}
static_assert(days_since_epoch(1970, 1, 1) == 0);
static_assert(days_since_epoch(2000, 2, 29) == 11016);
static_assert(days_since_epoch(1969, 12, 31) == -1);

/// 0 Sunday to 6 Saturday.
constexpr int weekday_of(std::int64_t days) {
    return static_cast<int>(days + 4 - floor_divide(days + 4, 7) * 7);
}
static_assert(weekday_of(0) == 4);

}  // namespace karst
