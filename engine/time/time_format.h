// strftime, strptime and relative time modifiers as Splunk has them (Search Reference, "Date and time format variables" and
// "Time modifiers").
#pragma once

#include "engine/time/time_zone.h"

#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// `epoch` (seconds, with fraction) by a format, with Splunk's %N, %3N, %6N, %9N, %Q, %3Q …, %F, %T, %+, %v and time zone
/// variables beside the usual ones.
std::string format_time(double epoch, std::string_view format, const TimeZone& zone);

/// The time that `text` spells by `format`; nothing when it does not match. Missing parts of a date are those of 1970-01-01
/// when no part is given at all; a missing time of day is midnight. Trailing text after the format's end is ignored, as in
/// Splunk.
std::optional<double> parse_time(std::string_view text, std::string_view format, const TimeZone& zone);

/// A relative time modifier such as "-1d@d+3h", "@w1", "now", "-70m@m", or an epoch, from `now`. Nothing when it is not one.
std::optional<double> relative_time(double now, std::string_view modifier, const TimeZone& zone);

/// Splunk's own order of trying: epoch number, relative modifier, then the formats of earliest=/latest= ("%m/%d/%Y:%H:%M:%S"
/// and ISO 8601).
std::optional<double> parse_time_bound(std::string_view text, double now, const TimeZone& zone);

/// A span of bin, timechart and tstats: "5m", "1h", "1mon", "2w". `unit` is one of us ms cs ds s m h d w mon q y.
struct TimeSpan {
    double count = 1;
    enum class Unit { Second, Minute, Hour, Day, Week, Month, Quarter, Year } unit = Unit::Second;
};
std::optional<TimeSpan> parse_time_span(std::string_view text);

/// The start of the span's bucket that `epoch` falls in. Days and longer follow the calendar of `zone`.
double snap_to_span(double epoch, const TimeSpan& span, const TimeZone& zone);

/// ISO 8601 with optional fraction and offset ("2021-01-11T12:40:47Z", "2021-01-11 12:40:47.123+02:00"); fast, for event
/// time stamps. Nothing when the text is not that. Without an offset the time is in `zone`.
std::optional<double> parse_iso8601(std::string_view text, const TimeZone& zone);

}  // namespace karst
