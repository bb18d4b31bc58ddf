// The buckets of bin and makecontinuous (Search Reference, bin, "Bins options"): of times, of numbers by a width, of numbers by
// a logarithm.
#pragma once

#include "engine/aggregate/log_span.h"
#include "engine/aggregate/time_buckets.h"
#include "engine/plan/planner.h"
#include "engine/value/value.h"
#include "parser/commands/common/series_options.h"
#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// What the options ask for. At most one of `time`, `width` and `log` is there; none: the buckets are chosen from the values.
struct BucketPlan {
    std::optional<BucketSpan> time;
    std::optional<double> width;
    std::optional<LogSpan> log;
    bool of_time = false;  // the field is _time
    std::size_t bins = 100;
    double least = 0;  // minspan: width or seconds
    std::optional<double> start;
    std::optional<double> end;
    std::string align;
    SearchRange range;

    bool known() const { return time || width || log; }

    /// Throws DiagnosticError for a span that is none.
    static BucketPlan make(const FieldName& field, const BucketOptions& options, Planner& planner);
};

/// Buckets in one run.
class ValueBuckets {
public:
    ValueBuckets(const BucketPlan& plan, const RunContext& run);

    /// Chooses the length from the least and the greatest value: of numbers the narrowest power of ten, of times the shortest
    /// of timechart's spans, that gives no more than the wanted number of buckets.
    void choose(double least, double greatest);

    /// Where the bucket of a number begins, and the one after it.
    double start(double number) const;
    double next(double start) const;

    /// How the bucket of a number is shown: a time by its start, other numbers as "low-high".
    Value shown(double number, Arena& arena) const;

private:
    const BucketPlan& plan_;
    const RunContext& run_;
    std::optional<TimeBuckets> time_;
    double width_ = 1;
};

}  // namespace karst
