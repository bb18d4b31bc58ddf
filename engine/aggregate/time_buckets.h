// The buckets of a time axis: where they start, which comes next, and which length suits a range (Search Reference, timechart,
// "Bin time spans" and the span and bins options).
#pragma once

#include "engine/time/time_format.h"
#include "engine/time/time_zone.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// `epoch` moved by so many spans. Days and longer follow the calendar: a day on which the clocks change has 23 or 25 hours.
double shift_time(double epoch, const TimeSpan& span, double times, const TimeZone& zone);

/// Length in seconds, of a 30-day month where the calendar would decide.
double typical_seconds(const TimeSpan& span);

/// A span as timechart and chart take it: a length, and where buckets begin ("1w@w1": weeks from Monday).
struct BucketSpan {
    TimeSpan length;
    std::string snap;  // "@w1", empty: as the length says
};
/// Nothing for text that is not a span of more than no time.
std::optional<BucketSpan> parse_bucket_span(std::string_view text);

class TimeBuckets {
public:
    TimeBuckets(BucketSpan span, TimeZone zone, std::optional<double> align = std::nullopt)
        : span_(std::move(span)), zone_(std::move(zone)), align_(align) {}

    /// The start of the bucket that `epoch` falls in.
    double start(double epoch) const;
    /// The start of the bucket after the one that starts at `start`.
    double next(double start) const;
    double seconds(double start) const { return next(start) - start; }

    /// The starts of all buckets from that of `first` to that of `last`; nothing when they are more than `most`.
    std::optional<std::vector<double>> between(double first, double last, std::size_t most) const;

private:
    BucketSpan span_;
    TimeZone zone_;
    std::optional<double> align_;  // spans below a day are counted from here
};

/// The lengths that timechart chooses from, from short to long; each is a whole number of those before it, as far as the
/// calendar has it.
const std::vector<TimeSpan>& automatic_spans();

/// The shortest of them, from index `from` on, with which the range has at most `bins` buckets; the longest when none is.
std::size_t choose_automatic_span(double first, double last, std::size_t bins, std::size_t from, const TimeZone& zone);

}  // namespace karst
