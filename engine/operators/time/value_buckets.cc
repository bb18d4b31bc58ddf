#include "engine/operators/time/value_buckets.h"
#include "engine/operators/statistics/axis.h"

#include "engine/value/number.h"

#include <cmath>

namespace karst {

BucketPlan BucketPlan::make(const FieldName& field, const BucketOptions& options, Planner& planner) {
    BucketPlan plan;
    plan.of_time = field.name == "_time";
    plan.bins = options.bins.value_or(plan.bins);
    plan.start = options.start;
    plan.end = options.end;
    plan.align = options.align;
    if (align_uses_now(options.align)) {
        planner.note_now();
    }
    plan.range = planner.search_range();
    if (!options.align.empty() && options.align != "earliest" && options.align != "latest" &&
        !parse_time_bound(options.align, 0, TimeZone())) {
        planner.fail("spl-bad-option", options.place,
                     "the option aligntime takes earliest, latest or a time, not '" + options.align + "'");
    }
    const auto number = parse_number(options.span);
    const auto min_number = parse_number(options.min_span);
    const auto min_time = parse_bucket_span(options.min_span);
    if (!options.min_span.empty() && !min_number && !min_time) {
        planner.fail("spl-bad-span", options.place, "'" + options.min_span + "' is not a span");
    }
    plan.least = min_number ? min_number->number : min_time ? typical_seconds(min_time->length) : 0;
    if (options.span.empty()) {
        return plan;
    }
    if (number && number->number > 0 && plan.of_time) {
        plan.time = BucketSpan{TimeSpan{number->number, TimeSpan::Unit::Second}, ""};
    } else if (number && number->number > 0) {
        plan.width = number->number;
    } else if (!(plan.log = parse_log_span(options.span))) {
        plan.time = parse_bucket_span(options.span);
    }
    if (!plan.known()) {
        planner.fail("spl-bad-span", options.span_place, "'" + options.span + "' is not a span",
                     Help{"write a number, a time such as 5m or 1d, or a logarithm such as 2log10"});
    }
    return plan;
}

ValueBuckets::ValueBuckets(const BucketPlan& plan, const RunContext& run)
    : plan_(plan), run_(run), width_(plan.width.value_or(1)) {
    if (plan.time) {
        time_.emplace(*plan.time, run.zone, align_time(plan.align, plan.range, run));
    }
}

void ValueBuckets::choose(double least, double greatest) {
    // start and end only widen the range (Search Reference, bin).
    least = std::min(least, plan_.start.value_or(least));
    greatest = std::max(greatest, plan_.end.value_or(greatest));
    if (!(least <= greatest) || !std::isfinite(greatest - least)) {
        return;
    }
    if (plan_.of_time) {
        const auto& spans = automatic_spans();
        std::size_t from = 0;
        while (from + 1 < spans.size() && typical_seconds(spans[from]) < plan_.least) {
            ++from;
        }
        time_.emplace(BucketSpan{spans[choose_automatic_span(least, greatest, plan_.bins, from, run_.zone)], ""}, run_.zone,
                      align_time(plan_.align, plan_.range, run_));
        return;
    }
    const auto bins = static_cast<double>(plan_.bins);
    const auto magnitude = greatest > least ? std::floor(std::log10((greatest - least) / bins)) : 0;
    width_ = std::pow(10, magnitude);
    const auto too_many = [&] { return std::floor(greatest / width_) - std::floor(least / width_) + 1 > bins; };
    // Values on both sides of 0 are never in one bucket, however wide.
    while ((too_many() || width_ < plan_.least) && width_ < 1e300) {
        width_ *= 10;
    }
}

double ValueBuckets::start(double number) const {
    if (time_) {
        return time_->start(number);
    }
    if (plan_.log) {
        return number > 0 ? log_bucket_start(number, *plan_.log) : number;
    }
    return tidy_edge(std::floor(number / width_) * width_);
}

double ValueBuckets::next(double start) const {
    if (time_) {
        return time_->next(start);
    }
    return plan_.log ? log_bucket_end(start, *plan_.log) : tidy_edge(start + width_);
}

Value ValueBuckets::shown(double number, Arena& arena) const {
    const double low = start(number);
    if (time_) {
        return Value::number(low);
    }
    // Only positive numbers have a logarithm; others stay what they are.
    if (plan_.log && number <= 0) {
        return Value::number(number);
    }
    return Value::string(arena.copy(format_number(tidy_edge(low)) + "-" + format_number(next(low))));
}

}  // namespace karst
