#include "engine/input/timestamp.h"

#include "base/ascii.h"
#include "engine/text/shape.h"
#include "engine/time/time_format.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace karst {

namespace {

// Splunk looks at the first 128 characters of an event (MAX_TIMESTAMP_LOOKAHEAD); JSON keys push the time further back.
constexpr std::size_t kLookahead = 2048;

struct Shape {
    std::string_view pattern;
    std::string_view format;
};

// Without fractions of a second, which may follow any of the clocks. The longer of two that begin alike comes first.
constexpr Shape kShapes[] = {
    {"00/aaa/0000:00:00:00 ", "%d/%b/%Y:%H:%M:%S %z"},
    {"00/aaa/0000:00:00:00", "%d/%b/%Y:%H:%M:%S"},
    {"00/00/0000 00:00:00 aa", "%m/%d/%Y %I:%M:%S %p"},
    {"00/00/0000 00:00:00 +0000", "%m/%d/%Y %H:%M:%S %z"},
    {"00/00/0000 00:00:00", "%m/%d/%Y %H:%M:%S"},
    {"00-00-0000 00:00:00 +0000", "%m-%d-%Y %H:%M:%S %z"},
    {"00-00-0000 00:00:00", "%m-%d-%Y %H:%M:%S"},
    {"0000/00/00 00:00:00", "%Y/%m/%d %H:%M:%S"},
    {"0000-00-00 00:00:00 +0000", "%Y-%m-%d %H:%M:%S %z"},
    {"00 aaa 0000 00:00:00 ", "%d %b %Y %H:%M:%S %z"},
    {"00 aaa 0000 00:00:00", "%d %b %Y %H:%M:%S"},
    {"00-aaa-0000 00:00:00", "%d-%b-%Y %H:%M:%S"},
    {"aaa 00 0000 00:00:00", "%b %d %Y %H:%M:%S"},
    {"aaa  0 0000 00:00:00", "%b %d %Y %H:%M:%S"},
    {"aaa 00 00:00:00 0000", "%b %d %H:%M:%S %Y"},
    {"aaa  0 00:00:00 0000", "%b %d %H:%M:%S %Y"},
    {"aaa 00 00:00:00", "%b %d %H:%M:%S"},
    {"aaa  0 00:00:00", "%b %d %H:%M:%S"},
};

constexpr double kDay = 86400;

// Syslog leaves the year out: it is the current one, or the one before for days that have not come yet.
std::optional<double> time_by_shape(std::string_view text, const Shape& shape, const TimeZone& zone, double now) {
    const auto time = parse_time(text, shape.format, zone, now);
    const bool has_year = shape.format.find("%Y") != std::string_view::npos;
    return time && !has_year && *time > now + kDay ? parse_time(text, shape.format, zone, now - 366 * kDay) : time;
}

// Ten digits with or without a fraction, or milliseconds, microseconds, nanoseconds.
std::optional<double> unix_time(std::string_view text) {
    const auto count = [&](std::size_t from) {
        return static_cast<std::size_t>(
                   std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), is_digit) - text.begin()) -
               from;
    };
    const auto digits = count(0);
    if (digits != 10 && digits != 13 && digits != 16 && digits != 19) {
        return std::nullopt;
    }
    const auto number_of = [&](std::size_t from, std::size_t size) {
        double number = 0;
        for (const char c : text.substr(from, size)) {
            number = number * 10 + (c - '0');
        }
        return number;
    };
    double seconds = number_of(0, digits) / std::pow(10, static_cast<double>(digits - 10));
    if (digits == 10 && text.size() > 11 && text[10] == '.') {
        const auto places = std::min<std::size_t>(count(11), 9);
        seconds += number_of(11, places) / std::pow(10, static_cast<double>(places));
    }
    // From 2001 to 2049: other numbers of ten digits are identifiers.
    return seconds > 1e9 && seconds < 2.5e9 ? std::optional(seconds) : std::nullopt;
}

constexpr std::size_t kMaxTimeLength = 64;
constexpr std::size_t kLatestClock = 28;  // a time that begins with its date has its clock within these characters

// A text that may begin with a date and a clock, without the fraction of a second behind the clock.
struct DateText {
    explicit DateText(std::string_view from) : text(from) {
        for (auto colon = from.find(':'); colon < kLatestClock; colon = from.find(':', colon + 1)) {
            const auto clock = colon < 2 ? 0 : colon - 2;
            if (!has_shape(from.substr(clock), "00:00:00") || (clock > 0 && is_digit(from[clock - 1]))) {
                continue;
            }
            const auto end = clock + kClock.size();
            auto stop = end + 1;
            double unit = 0.1;
            for (; stop < from.size() && is_digit(from[stop]); ++stop, unit /= 10) {
                fraction += unit * (from[stop] - '0');
            }
            if (end < from.size() && (from[end] == '.' || from[end] == ',') && stop > end + 1) {
                kept = from.substr(0, end);
                kept += from.substr(stop);
                text = kept;
            } else {
                fraction = 0;
            }
            return;
        }
    }
    DateText(const DateText&) = delete;
    DateText& operator=(const DateText&) = delete;

    static constexpr std::string_view kClock = "00:00:00";
    std::string kept;
    std::string_view text;
    double fraction = 0;
};

// What ISO 8601 says, also with a blank or a tab between date and clock.
std::optional<double> iso_time(std::string_view text, const TimeZone& zone) {
    constexpr std::size_t kDate = 10;
    std::string spaced;
    if (text.size() > kDate && text[kDate] == '\t') {
        spaced = text;
        spaced[kDate] = ' ';
        text = spaced;
        text = text.substr(0, text.find('\t'));
    }
    const auto stop = text.find_first_of("\",;<>)]}");
    if (const auto time = parse_iso8601(text.substr(0, stop), zone)) {
        return time;
    }
    return parse_iso8601(text.substr(0, std::min(text.find(' ', kDate + 1), stop)), zone);
}

}  // namespace

std::optional<double> find_timestamp(std::string_view text, const TimeZone& zone, double now) {
    const auto head = text.substr(0, kLookahead);
    for (std::size_t at = 0; at < head.size(); ++at) {
        const char c = head[at];
        const bool starts = at == 0 || !is_letter_or_digit(head[at - 1]);
        if (!starts || !(is_digit(c) || is_capital(c))) {
            continue;
        }
        const auto rest = text.substr(at, kMaxTimeLength);
        const DateText date(rest);
        for (const auto& shape : kShapes) {
            if (has_shape(date.text, shape.pattern)) {
                if (const auto time = time_by_shape(date.text, shape, zone, now)) {
                    return *time + date.fraction;
                }
            }
        }
        if (has_shape(rest, "0000-00-00")) {
            if (const auto time = iso_time(rest, zone)) {
                return time;
            }
        }
        if (const auto time = unix_time(rest)) {
            return time;
        }
    }
    return std::nullopt;
}

}  // namespace karst
