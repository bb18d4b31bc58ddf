#include "engine/operators/statistics/axis.h"

#include "engine/run/memory_limit.h"
#include "engine/time/moves_with_now.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace karst {

namespace {

constexpr std::size_t kDefaultBins = 300;

std::optional<BucketSpan> span_of_time(const std::string& text) {
    // A plain number is seconds.
    const auto seconds = parse_number(text);
    return parse_bucket_span(seconds ? text + "s" : text);
}

double floor_to(double number, double width) {
    return std::floor(number / width) * width + 0.0;  // no -0
}

// The narrowest of 1, 2 and 5 times a power of ten with which the range has at most `bins` buckets.
double choose_width(double least, double most, std::size_t bins) {
    if (!(most > least) || !std::isfinite(most - least)) {
        return 1;
    }
    const double power = std::pow(10, std::floor(std::log10((most - least) / static_cast<double>(bins))));
    for (const double factor : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
        const double width = factor * power;
        if (std::floor(most / width) - std::floor(least / width) + 1 <= static_cast<double>(bins)) {
            return width;
        }
    }
    return 100 * power;
}

}  // namespace

Axis Axis::make(const FieldName& field, const BucketOptions& options, Planner& planner) {
    Axis axis;
    axis.field = planner.field(field.name);
    axis.start = options.start;
    axis.end = options.end;
    axis.align = options.align;
    if (align_uses_now(options.align)) {
        planner.note_now();
    }
    axis.bins = options.bins.value_or(kDefaultBins);
    if (!options.given()) {
        return axis;
    }
    axis.kind = field.name == "_time" ? Kind::Time : Kind::Numbers;
    if (options.span.empty()) {
        return axis;
    }
    if (axis.kind == Kind::Time) {
        axis.span = span_of_time(options.span);
    } else if (const auto width = parse_number(options.span); width && width->number > 0) {
        axis.width = width->number;
    } else {
        axis.log = parse_log_span(options.span);
    }
    if (!axis.span && !axis.width && !axis.log) {
        planner.fail("spl-bad-span", options.span_place, "'" + options.span + "' is not a span of '" + field.name + "'",
                     Help{axis.kind == Kind::Time ? "such as 5m or 1d" : "a number such as 10, or a logarithm such as 2log10"});
    }
    return axis;
}

bool align_uses_now(const std::string& align) {
    return !align.empty() && align != "earliest" && align != "latest" &&
           moves_with_now([&](double now) { return parse_time_bound(align, now, TimeZone()); });
}

std::optional<double> align_time(const std::string& align, const SearchRange& range, const RunContext& run) {
    if (align.empty()) {
        return std::nullopt;
    }
    const auto bounds = range.in(run);
    if (align == "earliest") {
        return bounds.begins() ? std::optional(bounds.earliest) : std::nullopt;
    }
    if (align == "latest") {
        return bounds.ends() ? std::optional(bounds.latest) : std::nullopt;
    }
    return parse_time_bound(align, run.now, run.zone);
}

AxisRun::AxisRun(const Axis& axis, RunContext& run) : axis_(axis), run_(run), width_(axis.width) {
    if (axis.span) {
        time_.emplace(*axis.span, run.zone, align_time(axis.align, axis.range, run));
    }
}

GroupColumn AxisRun::column(bool keeps_null) {
    if (axis_.kind == Axis::Kind::Values) {
        return {axis_.field, keeps_null};
    }
    return {axis_.field, keeps_null, [this](Value value) { return bucket_of(value); }};
}

Value AxisRun::bucket_of(Value value) const {
    const auto number = to_number(value);
    if (!number || !std::isfinite(*number)) {
        // What is no number has no bucket and stays what it is; on an axis of time there is no place for it.
        return axis_.kind == Axis::Kind::Time ? Value() : value;
    }
    if ((axis_.start && *number < *axis_.start) || (axis_.end && *number >= *axis_.end)) {
        return {};
    }
    if (time_) {
        return Value::number(time_->start(*number));
    }
    if (axis_.log && *number > 0) {
        return Value::number(log_bucket_start(*number, *axis_.log));
    }
    return width_ ? Value::number(floor_to(*number, *width_)) : Value::number(*number);
}

// Where the bucket of numbers that begins at `start` ends.
double AxisRun::end_of(double start) const {
    return axis_.log ? log_bucket_end(start, *axis_.log) : start + *width_;
}

void AxisRun::choose_buckets(const GroupTable& groups, std::size_t column) {
    double least = axis_.start.value_or(std::numeric_limits<double>::infinity());
    double most = axis_.end ? std::nextafter(*axis_.end, -std::numeric_limits<double>::infinity())
                            : -std::numeric_limits<double>::infinity();
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
        if (const auto number = to_number(groups.key(group)[column])) {
            least = std::min(least, *number);
            most = std::max(most, *number);
        }
    }
    if (axis_.kind == Axis::Kind::Time) {
        const auto chosen = least <= most ? choose_automatic_span(least, most, axis_.bins, 0, run_.zone) : 0;
        time_.emplace(BucketSpan{automatic_spans()[chosen], ""}, run_.zone);
    } else {
        width_ = choose_width(least, most, axis_.bins);
    }
}

void AxisRun::settle(GroupedAggregates& grouped, std::size_t column) {
    if (axis_.kind == Axis::Kind::Values || time_ || width_ || axis_.log) {
        return;
    }
    choose_buckets(grouped.groups(), column);
    grouped.regroup(column, [this](Value value) { return bucket_of(value); });
}

std::string AxisRun::label(Value value) const {
    std::string text;
    const bool has_bucket = axis_.log ? value.is_number() && value.as_number() > 0 : value.is_number() && width_;
    if (axis_.kind == Axis::Kind::Numbers && has_bucket) {
        return format_number(tidy_edge(value.as_number())) + "-" + format_number(tidy_edge(end_of(value.as_number())));
    }
    append_text(value, text);
    return text;
}

Value AxisRun::shown(Value value, Arena& arena) const {
    return axis_.kind == Axis::Kind::Numbers && value.is_number() ? Value::string(arena.copy(label(value))) : value;
}

std::vector<Value> AxisRun::rows(const GroupTable& groups, bool continuous) const {
    std::vector<Value> rows;
    for (const auto group : sorted_groups(groups)) {
        rows.push_back(groups.key(group).front());
    }
    // Numbers come first; what is not a number has no neighbours to fill in between.
    const auto numbers_end = std::find_if(rows.begin(), rows.end(), [](Value value) { return !value.is_number(); });
    if (!continuous || !bucketed() || numbers_end - rows.begin() < 2) {
        return rows;
    }
    // Numbers that have no logarithm stand before the buckets.
    const auto first =
        axis_.log ? std::find_if(rows.begin(), numbers_end, [](Value value) { return value.as_number() > 0; }) : rows.begin();
    std::vector<Value> filled(rows.begin(), first);
    if (first != numbers_end) {
        for (const double start : starts_between(first->as_number(), std::prev(numbers_end)->as_number())) {
            filled.push_back(Value::number(start));
        }
    }
    filled.insert(filled.end(), numbers_end, rows.end());
    return filled;
}

std::vector<double> AxisRun::starts_between(double first, double last) const {
    std::optional<std::vector<double>> starts;
    if (time_) {
        starts = time_->between(first, last, kMaxBuckets);
    } else if (axis_.log) {
        starts = log_bucket_starts(first, last, *axis_.log, kMaxBuckets);
    } else if (const double steps = std::round((last - first) / *width_); steps < static_cast<double>(kMaxBuckets)) {
        const double origin = std::round(first / *width_);
        starts.emplace();
        for (double step = 0; step <= steps; ++step) {
            starts->push_back((origin + step) * *width_ + 0.0);
        }
    }
    if (!starts) {
        throw RunLimitError("chart: the span makes more than " + std::to_string(kMaxBuckets) + " buckets");
    }
    return std::move(*starts);
}

}  // namespace karst
