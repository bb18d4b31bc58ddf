// strftime, strptime and relative time modifiers as Splunk has them (Search Reference, "Date and time format variables" and
// "Time modifiers").
//
// Format variables: %a %A %b %B %c %C %d %D %e %f %F %g %G %h %H %I %j %k %l %m %M %n %N %p %P %Q %r %R %s %S %t %T %u %U %v
// %V %w %W %x %X %y %Y %z %Z %+ %%, the digits of %3N, %6N, %9N, %3Q … (%N alone has nine, %Q alone three, %f six), %:z
// %::z %:::z and %Ez (the offset in minutes). The locale is that of the C library's "C", which the page's examples follow.
// When a time is shown, the flags - (no padding), _ (blanks), 0 and ^ (capitals) may stand before a letter.
#pragma once

#include "engine/time/time_zone.h"

#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// `epoch` (seconds, with fraction) by a format. Variables that do not exist are shown as they are written. An epoch that is
/// no time (not finite, or millions of years away) gives "".
std::string format_time(double epoch, std::string_view format, const TimeZone& zone);

/// The time that `text` spells by `format`; nothing when it does not match. Blanks in the format match any blanks; leading
/// zeros are accepted but not required; names match in any case. Trailing text after the format's end is ignored, as in
/// Splunk. A missing time of day is midnight. A fraction of a second may be absent, together with the point before it. Of a
/// date, what is greater than the given parts is taken from `now` (the year, when only month and day are given) and what is
/// smaller is the first (the day, when only year and month are given); a day that the month does not have is no match. Week
/// numbers are read and ignored.
std::optional<double> parse_time(std::string_view text, std::string_view format, const TimeZone& zone, double now = 0);

/// A relative time modifier such as "-1d@d+3h", "@w1", "now", "-70m@m", or an epoch, from `now`. Nothing when it is not one.
/// Offsets of seconds, minutes and hours are exact; days and longer keep the time of day over a change of the clocks; a day
/// that the month does not have becomes its last.
std::optional<double> relative_time(double now, std::string_view modifier, const TimeZone& zone);

/// Splunk's own order of trying: epoch number, relative modifier, then the formats of earliest=/latest= ("%m/%d/%Y:%H:%M:%S"
/// and ISO 8601).
std::optional<double> parse_time_bound(std::string_view text, double now, const TimeZone& zone);

/// A span of bin, timechart and tstats: "5m", "1h", "1mon", "2w", "1w@w1". The unit is us, ms, cs, ds or one that relative
/// modifiers know; it must be there (a bare number is not a time span). Nothing for anything else and for spans below 1us.
struct TimeSpan {
    double count = 1;
    enum class Unit { Second, Minute, Hour, Day, Week, Month, Quarter, Year } unit = Unit::Second;
    int week_start = 4;  // weekday that weeks begin on; Thursday, as 1970 began, unless "@w1" says otherwise
};
std::optional<TimeSpan> parse_time_span(std::string_view text);

/// The start of the span's bucket that `epoch` falls in. Days and longer follow the calendar of `zone`; shorter spans are
/// counted from its 1970-01-01 00:00.
double snap_to_span(double epoch, const TimeSpan& span, const TimeZone& zone);

/// ISO 8601 with optional fraction and offset ("2021-01-11T12:40:47Z", "2021-01-11 12:40:47.123+02:00"); fast, for event
/// time stamps. Nothing when the text is not that. Without an offset the time is in `zone`.
std::optional<double> parse_iso8601(std::string_view text, const TimeZone& zone);

}  // namespace karst
