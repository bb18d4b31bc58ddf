#include "engine/input/timestamp.h"

#include "engine/time/time_format.h"

#include <algorithm>

namespace karst {

namespace {

// Splunk looks at the first 128 characters of an event (MAX_TIMESTAMP_LOOKAHEAD); JSON keys push the time further back.
constexpr std::size_t kLookahead = 2048;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// True when `text` has the shape of `pattern`, in which 0 is a digit and a is a letter.
bool has_shape(std::string_view text, std::string_view pattern) {
    return text.size() >= pattern.size() && std::equal(pattern.begin(), pattern.end(), text.begin(), [](char want, char have) {
               const char lower = static_cast<char>(have | 0x20);
               return want == '0' ? is_digit(have) : want == 'a' ? lower >= 'a' && lower <= 'z' : want == have;
           });
}

struct Shape {
    std::string_view pattern;
    std::string_view format;
};

constexpr Shape kShapes[] = {
    {"00/aaa/0000:00:00:00 ", "%d/%b/%Y:%H:%M:%S %z"},
    {"00/aaa/0000:00:00:00", "%d/%b/%Y:%H:%M:%S"},
    {"00/00/0000 00:00:00 aa", "%m/%d/%Y %I:%M:%S %p"},
    {"00/00/0000 00:00:00", "%m/%d/%Y %H:%M:%S"},
    {"aaa 00 0000 00:00:00", "%b %d %Y %H:%M:%S"},
    {"aaa 00 00:00:00", "%b %d %H:%M:%S"},
    {"aaa  0 00:00:00", "%b %d %H:%M:%S"},
};

std::optional<double> unix_time(std::string_view text) {
    const auto digits = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (digits != 10 && digits != 13) {
        return std::nullopt;
    }
    double number = 0;
    for (const char c : text.substr(0, digits)) {
        number = number * 10 + (c - '0');
    }
    const double seconds = digits == 13 ? number / 1000 : number;
    // From 2001 to 2049: other numbers of ten digits are identifiers.
    return seconds > 1e9 && seconds < 2.5e9 ? std::optional(seconds) : std::nullopt;
}

}  // namespace

std::optional<double> find_timestamp(std::string_view text, const TimeZone& zone) {
    const auto head = text.substr(0, kLookahead);
    for (std::size_t at = 0; at < head.size(); ++at) {
        const char c = head[at];
        const bool starts =
            at == 0 || !(is_digit(head[at - 1]) || ((head[at - 1] | 0x20) >= 'a' && (head[at - 1] | 0x20) <= 'z'));
        if (!starts || !(is_digit(c) || (c >= 'A' && c <= 'Z'))) {
            continue;
        }
        const auto rest = text.substr(at, 64);
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
        for (const auto& shape : kShapes) {
            if (has_shape(rest, shape.pattern)) {
                if (const auto time = parse_time(rest, shape.format, zone)) {
                    return time;
                }
            }
        }
        if (const auto time = unix_time(rest)) {
            return time;
        }
    }
    return std::nullopt;
}

}  // namespace karst
