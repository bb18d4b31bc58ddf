#include "engine/input/timestamp.h"

#include "engine/text/shape.h"
#include "engine/time/time_format.h"

#include <algorithm>
#include <cmath>

namespace karst {

namespace {

// Splunk looks at the first 128 characters of an event (MAX_TIMESTAMP_LOOKAHEAD); JSON keys push the time further back.
constexpr std::size_t kLookahead = 2048;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Shape {
    std::string_view pattern;
    std::string_view format;
};

// The longer of two that begin alike comes first.
constexpr Shape kShapes[] = {
    {"00/aaa/0000:00:00:00.000 ", "%d/%b/%Y:%H:%M:%S.%3N %z"},
    {"00/aaa/0000:00:00:00.000", "%d/%b/%Y:%H:%M:%S.%3N"},
    {"00/aaa/0000:00:00:00 ", "%d/%b/%Y:%H:%M:%S %z"},
    {"00/aaa/0000:00:00:00", "%d/%b/%Y:%H:%M:%S"},
    {"00/00/0000 00:00:00 aa", "%m/%d/%Y %I:%M:%S %p"},
    {"00/00/0000 00:00:00 +0000", "%m/%d/%Y %H:%M:%S %z"},
    {"00/00/0000 00:00:00", "%m/%d/%Y %H:%M:%S"},
    {"00-00-0000 00:00:00.000 +0000", "%m-%d-%Y %H:%M:%S.%3N %z"},
    {"00-00-0000 00:00:00.000", "%m-%d-%Y %H:%M:%S.%3N"},
    {"00-00-0000 00:00:00", "%m-%d-%Y %H:%M:%S"},
    {"0000/00/00 00:00:00", "%Y/%m/%d %H:%M:%S"},
    {"0000-00-00 00:00:00,000 +0000", "%Y-%m-%d %H:%M:%S,%3N %z"},
    {"0000-00-00 00:00:00,000", "%Y-%m-%d %H:%M:%S,%3N"},
    {"aaa 00 0000 00:00:00", "%b %d %Y %H:%M:%S"},
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

}  // namespace

std::optional<double> find_timestamp(std::string_view text, const TimeZone& zone, double now) {
    const auto head = text.substr(0, kLookahead);
    for (std::size_t at = 0; at < head.size(); ++at) {
        const char c = head[at];
        const bool starts =
            at == 0 || !(is_digit(head[at - 1]) || ((head[at - 1] | 0x20) >= 'a' && (head[at - 1] | 0x20) <= 'z'));
        if (!starts || !(is_digit(c) || (c >= 'A' && c <= 'Z'))) {
            continue;
        }
        const auto rest = text.substr(at, 64);
        for (const auto& shape : kShapes) {
            if (has_shape(rest, shape.pattern)) {
                if (const auto time = time_by_shape(rest, shape, zone, now)) {
                    return time;
                }
            }
        }
        if (has_shape(rest, "0000-00-00")) {
            const auto stop = rest.find_first_of("\",;<>)]}");
            if (const auto time = parse_iso8601(rest.substr(0, stop), zone)) {
                return time;
            }
            const auto blank = rest.find(' ', 11);
            if (const auto time = parse_iso8601(rest.substr(0, std::min(blank, stop)), zone)) {
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
