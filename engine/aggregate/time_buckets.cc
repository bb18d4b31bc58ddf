#include "engine/aggregate/time_buckets.h"

#include <algorithm>
#include <cmath>

namespace karst {

namespace {

using Unit = TimeSpan::Unit;

double unit_seconds(Unit unit) {
    switch (unit) {
    case Unit::Second:
        return 1;
    case Unit::Minute:
        return 60;
    case Unit::Hour:
        return 3600;
    case Unit::Day:
        return 86400;
    case Unit::Week:
        return 7 * 86400;
    case Unit::Month:
        return 30 * 86400;
    case Unit::Quarter:
        return 91 * 86400;
    case Unit::Year:
        return 365 * 86400;
    }
    return 1;
}

bool follows_calendar(Unit unit) {
    return unit != Unit::Second && unit != Unit::Minute && unit != Unit::Hour;
}

}  // namespace

double typical_seconds(const TimeSpan& span) {
    return span.count * unit_seconds(span.unit);
}

double shift_time(double epoch, const TimeSpan& span, double times, const TimeZone& zone) {
    const double count = span.count * times;
    // A calendar has no room for more than this, and an int neither.
    if (!follows_calendar(span.unit) || std::fabs(count) > 1e6 || std::fabs(epoch) > 1e14) {
        return epoch + count * unit_seconds(span.unit);
    }
    const double whole = std::floor(epoch);
    CivilTime civil = zone.to_civil(static_cast<std::int64_t>(whole));
    const int steps = static_cast<int>(count);
    if (span.unit == Unit::Day) {
        civil.day += steps;
    } else if (span.unit == Unit::Week) {
        civil.day += 7 * steps;
    } else if (span.unit == Unit::Month) {
        civil.month += steps;
    } else if (span.unit == Unit::Quarter) {
        civil.month += 3 * steps;
    } else {
        civil.year += steps;
    }
    return static_cast<double>(zone.to_epoch(civil)) + (epoch - whole);
}

std::optional<BucketSpan> parse_bucket_span(std::string_view text) {
    const auto at = text.find('@');
    const auto length = parse_time_span(text.substr(0, at));
    if (!length || !(length->count > 0)) {
        return std::nullopt;
    }
    BucketSpan span{*length, at == std::string_view::npos ? "" : std::string(text.substr(at))};
    if (!span.snap.empty() && !relative_time(0, span.snap, TimeZone())) {
        return std::nullopt;
    }
    return span;
}

double TimeBuckets::start(double epoch) const {
    if (!span_.snap.empty()) {
        return relative_time(epoch, span_.snap, zone_).value_or(epoch);
    }
    if (align_ && !follows_calendar(span_.length.unit)) {
        const double length = typical_seconds(span_.length);
        return *align_ + std::floor((epoch - *align_) / length) * length;
    }
    return snap_to_span(epoch, span_.length, zone_);
}

double TimeBuckets::next(double start) const {
    const double next = shift_time(start, span_.length, 1, zone_);
    // A span too short for a double to show must not make buckets that never end.
    return next > start ? next : start + 1;
}

std::optional<std::vector<double>> TimeBuckets::between(double first, double last, std::size_t most) const {
    std::vector<double> starts;
    for (double bucket = start(first); bucket <= last; bucket = next(bucket)) {
        if (starts.size() == most) {
            return std::nullopt;
        }
        starts.push_back(bucket);
    }
    return starts;
}

const std::vector<TimeSpan>& automatic_spans() {
    static const std::vector<TimeSpan> kSpans = {
        {1, Unit::Second},  {5, Unit::Second},  {10, Unit::Second}, {30, Unit::Second}, {1, Unit::Minute}, {5, Unit::Minute},
        {10, Unit::Minute}, {30, Unit::Minute}, {1, Unit::Hour},    {1, Unit::Day},     {1, Unit::Month},  {1, Unit::Year},
    };
    return kSpans;
}

std::size_t choose_automatic_span(double first, double last, std::size_t bins, std::size_t from, const TimeZone& zone) {
    const auto& spans = automatic_spans();
    for (std::size_t index = from; index < spans.size(); ++index) {
        // Counting out the buckets of a span that is far too short would be work for nothing.
        const bool near = (last - first) / typical_seconds(spans[index]) < 2 * static_cast<double>(bins) + 2;
        if (near && TimeBuckets({spans[index], ""}, zone).between(first, last, bins)) {
            return index;
        }
    }
    return spans.size() - 1;
}

}  // namespace karst
