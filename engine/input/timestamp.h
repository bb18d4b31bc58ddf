// The time of an event whose pack does not say where it stands: the first time stamp in its text, as Splunk looks for one.
#pragma once

#include "engine/time/time_zone.h"

#include <optional>
#include <string_view>

namespace karst {

/// Seconds since 1970 of the first time stamp near the beginning of `text`: ISO 8601, "10/Oct/2000:13:55:36 -0700",
/// "Oct 11 22:14:15", "10/11/2000 10:14:15 PM" and the like, or a Unix time in seconds with or without a fraction, in
/// milliseconds, microseconds or nanoseconds. A year that the text leaves out is that of `now`, or the one before.
std::optional<double> find_timestamp(std::string_view text, const TimeZone& zone, double now);

}  // namespace karst
