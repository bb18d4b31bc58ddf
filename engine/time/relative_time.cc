#include "base/ascii.h"
#include "engine/time/calendar.h"
#include "engine/time/time_format.h"
#include "engine/time/time_names.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

using Unit = TimeSpan::Unit;

struct UnitName {
    std::string_view name;
    Unit unit;
    double count = 1;  // how many of `unit` one of these is
};

constexpr UnitName kUnits[] = {
    {"s", Unit::Second},         {"sec", Unit::Second},     {"secs", Unit::Second},  {"second", Unit::Second},
    {"seconds", Unit::Second},   {"m", Unit::Minute},       {"min", Unit::Minute},   {"mins", Unit::Minute},
    {"minute", Unit::Minute},    {"minutes", Unit::Minute}, {"h", Unit::Hour},       {"hr", Unit::Hour},
    {"hrs", Unit::Hour},         {"hour", Unit::Hour},      {"hours", Unit::Hour},   {"d", Unit::Day},
    {"day", Unit::Day},          {"days", Unit::Day},       {"w", Unit::Week},       {"week", Unit::Week},
    {"weeks", Unit::Week},       {"mon", Unit::Month},      {"month", Unit::Month},  {"months", Unit::Month},
    {"q", Unit::Quarter},        {"qtr", Unit::Quarter},    {"qtrs", Unit::Quarter}, {"quarter", Unit::Quarter},
    {"quarters", Unit::Quarter}, {"y", Unit::Year},         {"yr", Unit::Year},      {"yrs", Unit::Year},
    {"year", Unit::Year},        {"years", Unit::Year},
};

constexpr UnitName kSubseconds[] = {
    {"us", Unit::Second, 1e-6},
    {"ms", Unit::Second, 1e-3},
    {"cs", Unit::Second, 1e-2},
    {"ds", Unit::Second, 1e-1},
};

template <class Table>
const UnitName* find_unit(const Table& table, std::string_view name) {
    for (const auto& unit : table) {
        if (unit.name == name) {
            return &unit;
        }
    }
    return nullptr;
}

std::string_view take_letters(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const auto letters = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(letters.size());
    return letters;
}

// The weekday of w0 to w7; the 7 is Sunday again. Nothing follows a plain w.
std::optional<int> take_weekday(std::string_view& text) {
    if (text.empty() || text.front() < '0' || text.front() > '7') {
        return std::nullopt;
    }
    const int weekday = (text.front() - '0') % 7;
    text.remove_prefix(1);
    return weekday;
}

// A point in time that keeps its fraction of a second apart while calendar arithmetic is done on it.
class Moment {
public:
    Moment(double epoch, const TimeZone& zone) : zone_(zone), seconds_(static_cast<std::int64_t>(std::floor(epoch))) {
        fraction_ = epoch - static_cast<double>(seconds_);
    }

    double epoch() const { return static_cast<double>(seconds_) + fraction_; }

    void add(std::int64_t count, Unit unit) {
        switch (unit) {
        case Unit::Second:
            seconds_ += count;
            return;
        case Unit::Minute:
            seconds_ += count * 60;
            return;
        case Unit::Hour:
            seconds_ += count * 3600;
            return;
        case Unit::Day:
            return add_days(count);
        case Unit::Week:
            return add_days(count * 7);
        case Unit::Month:
            return add_months(count);
        case Unit::Quarter:
            return add_months(count * 3);
        case Unit::Year:
            return add_months(count * 12);
        }
    }

    void snap(Unit unit, int weekday) {
        fraction_ = 0;
        CivilTime civil = zone_.to_civil(seconds_);
        switch (unit) {
        case Unit::Year:
            civil.month = 1;
            [[fallthrough]];
        case Unit::Quarter:
            civil.month -= (civil.month - 1) % 3;
            [[fallthrough]];
        case Unit::Month:
            civil.day = 1;
            break;
        case Unit::Week:
            civil.day -= (civil.weekday - weekday + 7) % 7;
            break;
        case Unit::Day:
            break;
        case Unit::Hour:
            // Not through civil time: of the two 02:30 of a night when clocks go back, each has its own hour.
            seconds_ -= civil.minute * 60 + civil.second;
            return;
        case Unit::Minute:
            seconds_ -= civil.second;
            return;
        case Unit::Second:
            return;
        }
        civil.hour = civil.minute = civil.second = 0;
        seconds_ = zone_.to_epoch(civil);
    }

private:
    void add_days(std::int64_t count) {
        CivilTime civil = zone_.to_civil(seconds_);
        const std::int64_t days = days_since_epoch(civil.year, civil.month, civil.day) + count;
        const CivilTime date = TimeZone().to_civil(days * kSecondsPerDay);
        civil.year = date.year;
        civil.month = date.month;
        civil.day = date.day;
        seconds_ = zone_.to_epoch(civil);
    }

    void add_months(std::int64_t count) {
        CivilTime civil = zone_.to_civil(seconds_);
        const std::int64_t months = civil.year * 12 + civil.month - 1 + count;
        civil.year = floor_divide(months, 12);
        civil.month = static_cast<int>(months - civil.year * 12) + 1;
        civil.day = std::min(civil.day, days_in_month(civil.year, civil.month));
        seconds_ = zone_.to_epoch(civil);
    }

    const TimeZone& zone_;
    std::int64_t seconds_;
    double fraction_;
};

// One "@unit" or "±count unit" from the front of the modifier.
bool apply_step(std::string_view& modifier, Moment& moment) {
    constexpr std::int64_t most = 1'000'000'000;  // of any unit: keeps sums far from overflow
    const char sign = modifier.front();
    if (sign != '@' && sign != '+' && sign != '-') {
        return false;
    }
    modifier.remove_prefix(1);
    std::int64_t count = 0;
    const bool counted = !modifier.empty() && is_digit(modifier.front());
    while (!modifier.empty() && is_digit(modifier.front()) && count <= most) {
        count = count * 10 + (modifier.front() - '0');
        modifier.remove_prefix(1);
    }
    const auto* unit = find_unit(kUnits, take_letters(modifier));
    if (unit == nullptr || count > most || (counted && sign == '@')) {
        return false;
    }
    if (sign == '@') {
        const auto weekday = unit->name == "w" ? take_weekday(modifier) : std::nullopt;
        moment.snap(unit->unit, weekday.value_or(0));
        return true;
    }
    const std::int64_t amount = counted ? count : 1;
    moment.add(sign == '-' ? -amount : amount, unit->unit);
    return is_time(moment.epoch());
}

}  // namespace

std::optional<double> relative_time(double now, std::string_view modifier, const TimeZone& zone) {
    if (modifier == "now") {
        return now;
    }
    if (const auto epoch = parse_number(modifier)) {
        return epoch->number;
    }
    if (modifier.empty() || !is_time(now)) {
        return std::nullopt;
    }
    Moment moment(now, zone);
    while (!modifier.empty()) {
        if (!apply_step(modifier, moment)) {
            return std::nullopt;
        }
    }
    return moment.epoch();
}

std::optional<double> parse_time_bound(std::string_view text, double now, const TimeZone& zone) {
    if (const auto time = relative_time(now, text, zone)) {
        return time;
    }
    if (const auto time = parse_iso8601(text, zone)) {
        return time;
    }
    return parse_time(text, "%m/%d/%Y:%H:%M:%S", zone, now);
}

std::optional<TimeSpan> parse_time_span(std::string_view text) {
    const auto end = std::find_if_not(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
    const auto digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    const auto name = take_letters(text);
    const auto* unit = find_unit(kUnits, name);
    if (unit == nullptr) {
        unit = find_unit(kSubseconds, name);
    }
    const auto count = digits.empty() ? std::optional(ParsedNumber{1, 0}) : parse_number(digits);
    if (unit == nullptr || !count) {
        return std::nullopt;
    }
    TimeSpan span;
    span.unit = unit->unit;
    span.count = count->number * unit->count;
    if (span.unit == Unit::Week && text.substr(0, 2) == "@w") {
        text.remove_prefix(2);
        span.week_start = take_weekday(text).value_or(0);
    }
    const bool whole = span.unit <= Unit::Hour || span.count == std::floor(span.count);
    if (!text.empty() || !whole || span.count < 1e-6 || span.count > 1e9) {
        return std::nullopt;
    }
    return span;
}

namespace {

double snap_to_seconds(double epoch, double size, const TimeZone& zone) {
    const double offset = zone.to_civil(static_cast<std::int64_t>(std::floor(epoch))).offset;
    if (size >= 1) {
        return std::floor((epoch + offset) / size) * size - offset;
    }
    // Parts of a second: 0.1 has no exact double, so buckets are counted by the second's parts rather than since 1970.
    const double whole = std::floor(epoch);
    const double parts = std::round(1 / size);
    constexpr double noise = 1e-6;  // what a double leaves of a fraction at today's epoch
    return whole + std::floor((epoch - whole) * parts + noise) / parts;
}

double snap_to_days(const CivilTime& civil, std::int64_t size, int first_weekday, const TimeZone& zone) {
    // Day 0 is 1970-01-01, a Thursday (4); the first bucket begins at the first such weekday not after it.
    const std::int64_t shift = (4 - first_weekday + 7) % 7;
    const std::int64_t days = days_since_epoch(civil.year, civil.month, civil.day) + shift;
    CivilTime start;
    const CivilTime date = TimeZone().to_civil((floor_divide(days, size) * size - shift) * kSecondsPerDay);
    start.year = date.year;
    start.month = date.month;
    start.day = date.day;
    return static_cast<double>(zone.to_epoch(start));
}

double snap_to_months(const CivilTime& civil, std::int64_t size, const TimeZone& zone) {
    const std::int64_t months = (civil.year - 1970) * 12 + civil.month - 1;
    const std::int64_t first = floor_divide(months, size) * size;
    CivilTime start;
    start.year = 1970 + floor_divide(first, 12);
    start.month = static_cast<int>(first - floor_divide(first, 12) * 12) + 1;
    return static_cast<double>(zone.to_epoch(start));
}

}  // namespace

double snap_to_span(double epoch, const TimeSpan& span, const TimeZone& zone) {
    if (!is_time(epoch)) {
        return epoch;
    }
    const auto civil = zone.to_civil(static_cast<std::int64_t>(std::floor(epoch)));
    const auto count = static_cast<std::int64_t>(span.count);
    constexpr int thursday = 4;
    switch (span.unit) {
    case Unit::Second:
        return snap_to_seconds(epoch, span.count, zone);
    case Unit::Minute:
        return snap_to_seconds(epoch, span.count * 60, zone);
    case Unit::Hour:
        return snap_to_seconds(epoch, span.count * 3600, zone);
    case Unit::Day:
        return snap_to_days(civil, count, thursday, zone);
    case Unit::Week:
        return snap_to_days(civil, count * 7, span.week_start, zone);
    case Unit::Month:
        return snap_to_months(civil, count, zone);
    case Unit::Quarter:
        return snap_to_months(civil, count * 3, zone);
    case Unit::Year:
        return snap_to_months(civil, count * 12, zone);
    }
    return epoch;
}

}  // namespace karst
