// The axis of a chart: a field whose values become rows or columns, as they are or in buckets (Search Reference, chart, "Bin
// options"). A span is known beforehand; bins=<N> asks for the shortest span that makes at most N buckets of what was seen.
#pragma once

#include "engine/aggregate/log_span.h"
#include "engine/aggregate/time_buckets.h"
#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/plan/planner.h"
#include "parser/commands/common/series_options.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// More buckets than this on one axis end the search, as in Splunk (limits.conf, [discretize] maxbins).
inline constexpr std::size_t kMaxBuckets = 50'000;

/// An axis as a plan has it.
struct Axis {
    enum class Kind { Values, Time, Numbers };

    FieldId field = 0;
    Kind kind = Kind::Values;
    std::optional<BucketSpan> span;  // of time
    std::optional<double> width;     // of numbers
    std::optional<LogSpan> log;      // of numbers; those that are not positive stay what they are
    std::size_t bins = 0;            // where no span, width or log is given
    std::optional<double> start;     // numbers outside of [start, end) are left out
    std::optional<double> end;
    std::string align;
    SearchRange range;

    /// Throws DiagnosticError for a span that is none.
    static Axis make(const FieldName& field, const BucketOptions& options, Planner& planner);
};

/// True for an aligntime= that is relative to now().
bool align_uses_now(const std::string& align);

/// aligntime= as a time: "earliest" and "latest" are the bounds of the search where it has any.
std::optional<double> align_time(const std::string& align, const SearchRange& range, const RunContext& run);

/// An axis in one run.
class AxisRun {
public:
    AxisRun(const Axis& axis, RunContext& run);

    /// The column of the groups' keys; `keeps_null` as there. This must stay where it is while the column is used.
    GroupColumn column(bool keeps_null);
    /// Cuts the values that were collected into buckets, when that could not be done before.
    void settle(GroupedAggregates& grouped, std::size_t column);

    /// How a value is shown: a bucket of numbers by its bounds, "10-20".
    std::string label(Value value) const;
    Value shown(Value value, Arena& arena) const;
    bool bucketed() const { return axis_.kind != Axis::Kind::Values; }

    /// The row values between the first and the last of `groups` with the buckets that have no data, in order. Throws
    /// RunLimitError when they are more than kMaxBuckets.
    std::vector<Value> rows(const GroupTable& groups, bool continuous) const;

private:
    Value bucket_of(Value value) const;
    double end_of(double start) const;
    std::vector<double> starts_between(double first, double last) const;
    void choose_buckets(const GroupTable& groups, std::size_t column);

    const Axis& axis_;
    RunContext& run_;
    std::optional<TimeBuckets> time_;
    std::optional<double> width_;
};

}  // namespace karst
