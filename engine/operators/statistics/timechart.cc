#include "parser/commands/statistics/timechart.h"
#include "engine/aggregate/time_buckets.h"
#include "engine/operators/statistics/axis.h"
#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/operators/statistics/series_table.h"
#include "engine/plan/mergeable_run.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_limit.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace karst {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kDefaultBins = 100;

struct Settings {
    AggregateList list;
    FieldId time = 0;
    Axis column;
    bool split = false;              // there is a field whose values become columns
    std::optional<BucketSpan> span;  // none: as short as `bins` allows
    std::size_t bins = kDefaultBins;
    std::size_t min_span = 0;  // of automatic_spans(), minspan
    std::string align;
    SearchRange range;
    SeriesOptions series;
    const AggregateSpec* score = nullptr;  // null: the number of events
    bool continuous = true;
    bool partial = true;
    bool fixed_range = true;
    bool distinct_values = false;
};

// Without a span the buckets begin as short as can be and become longer as the range grows, so that there are never many more
// than will be shown; lengths are chosen so that a longer bucket is made of whole shorter ones.
class TimechartRun final : public MergeableRun {
public:
    TimechartRun(const Settings& settings, RunContext& run, RowSink& next)
        : MergeableRun(run, next), settings_(settings), automatic_(settings.min_span), buckets_(current_buckets()),
          bounds_(settings.range.in(run)), column_(settings.column, run),
          grouped_("timechart", settings.list, key_columns(), settings.distinct_values, run) {
        // The axis covers the time range of the search, where it has one (fixedrange).
        if (settings.fixed_range && bounds_.begins()) {
            first_ = bounds_.earliest;
        }
        if (settings.fixed_range && bounds_.ends()) {
            last_ = std::nextafter(bounds_.latest, -kInfinity);
        }
    }

    void merge(OperatorRun& other) override {
        auto& later = static_cast<TimechartRun&>(other);
        first_ = std::min(first_, later.first_);
        last_ = std::max(last_, later.last_);
        const auto longest = std::max(automatic_, later.automatic_);
        lengthen(longest);
        later.lengthen(longest);
        grouped_.merge(later.grouped_);
        lengthen_as_needed();
    }

    void finish() override {
        if (grouped_.groups().size() > 0) {
            lengthen_as_needed();
            if (settings_.split) {
                column_.settle(grouped_, 1);
            }
            emit();
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const Row& row : batch.rows()) {
            grouped_.add(row, batch.arena());
        }
        lengthen_as_needed();
        return true;
    }

private:
    std::vector<GroupColumn> key_columns() {
        std::vector<GroupColumn> columns = {{settings_.time, false, [this](Value value) { return bucket_of(value); }}};
        if (settings_.split) {
            columns.push_back(column_.column(true));
        }
        return columns;
    }

    TimeBuckets current_buckets() {
        const auto span = settings_.span.value_or(BucketSpan{automatic_spans()[automatic_], ""});
        return {span, run().zone, align_time(settings_.align, settings_.range, run())};
    }

    Value bucket_of(Value value) {
        const auto time = to_number(value);
        if (!time || !std::isfinite(*time)) {
            return {};
        }
        first_ = std::min(first_, *time);
        last_ = std::max(last_, *time);
        // Rows come nearly in order, so most fall into the bucket of the one before.
        if (!(*time >= bucket_start_ && *time < bucket_end_)) {
            bucket_start_ = buckets_.start(*time);
            bucket_end_ = buckets_.next(bucket_start_);
        }
        return Value::number(bucket_start_);
    }

    void lengthen_as_needed() {
        if (!settings_.span && first_ <= last_) {
            lengthen(choose_automatic_span(first_, last_, settings_.bins, automatic_, run().zone));
        }
    }

    void lengthen(std::size_t automatic) {
        if (settings_.span || automatic == automatic_) {
            return;
        }
        automatic_ = automatic;
        buckets_ = current_buckets();
        bucket_start_ = kInfinity;
        bucket_end_ = -kInfinity;
        grouped_.regroup(0, [this](Value start) { return Value::number(buckets_.start(start.as_number())); });
    }

    void emit() {
        SeriesTable table(
            "timechart", grouped_, settings_.series, settings_.score, [this](Value value) { return column_.label(value); },
            run());
        std::vector<SeriesTable::RowKey> rows;
        for (const double start : starts(table.rows())) {
            if (settings_.partial || is_whole(start)) {
                rows.push_back({Value::number(start), Value::number(start), buckets_.seconds(start)});
            }
        }
        table.emit(rows, settings_.time, next());
    }

    std::vector<double> starts(const GroupTable& seen) const {
        std::vector<double> starts;
        if (settings_.continuous) {
            auto all = buckets_.between(first_, last_, kMaxBuckets);
            if (!all) {
                throw RunLimitError("timechart: the span makes more than " + std::to_string(kMaxBuckets) + " rows");
            }
            starts = std::move(*all);
        }
        // A change of the clocks may put a bucket where counting from the first does not meet it.
        for (std::uint32_t row = 0; row < seen.size(); ++row) {
            starts.push_back(seen.key(row).front().as_number());
        }
        std::sort(starts.begin(), starts.end());
        starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
        return starts;
    }

    bool is_whole(double start) { return start >= bounds_.earliest && buckets_.next(start) <= bounds_.latest; }

    const Settings& settings_;
    std::size_t automatic_;  // index into automatic_spans()
    TimeBuckets buckets_;
    double first_ = kInfinity;
    double last_ = -kInfinity;
    double bucket_start_ = kInfinity;  // of the bucket that was used last
    double bucket_end_ = -kInfinity;
    TimeRange bounds_;
    AxisRun column_;
    GroupedAggregates grouped_;
};

class TimechartOperator final : public Operator {
public:
    explicit TimechartOperator(Settings settings) : settings_(std::move(settings)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<TimechartRun>(settings_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        settings_.list.propagate_required_fields(live);
    }

    void columns(Columns& columns, FieldTable&) const override {
        columns.order = {settings_.time};
        if (!settings_.split) {
            settings_.list.add_columns(columns);
        }
        columns.open = settings_.split || !settings_.list.wildcards().empty();
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::Mergeable,
                .state = StateSize::Groups,
                .transforming = true,
                .needs_order = settings_.list.depends_on_order()};
    }

private:
    Settings settings_;
};

std::optional<BucketSpan> read_span(const std::string& text) {
    return parse_bucket_span(parse_number(text) ? text + "s" : text);
}

void set_buckets(Settings& settings, const BucketOptions& options, Planner& planner) {
    if (options.start || options.end) {
        planner.fail("spl-bad-option", options.place, "start and end are for numbers, and the axis of timechart is time");
    }
    settings.bins = options.bins.value_or(kDefaultBins);
    settings.align = options.align;
    if (align_uses_now(options.align)) {
        planner.note_now();
    }
    settings.range = planner.search_range();
    if (!options.span.empty()) {
        settings.span = read_span(options.span);
        if (!settings.span) {
            planner.fail("spl-bad-span", options.span_place, "'" + options.span + "' is not a span of time",
                         Help{"such as 5m or 1d"});
        }
    }
    if (!options.min_span.empty()) {
        const auto least = read_span(options.min_span);
        if (!least) {
            planner.fail("spl-bad-span", options.place, "'" + options.min_span + "' is not a span of time",
                         Help{"such as 5m or 1d"});
        }
        const auto& spans = automatic_spans();
        while (settings.min_span + 1 < spans.size() &&
               typical_seconds(spans[settings.min_span]) < typical_seconds(least->length)) {
            ++settings.min_span;
        }
    }
}

struct AxisOptions {
    BucketOptions time;
    BucketOptions column;
};

// Options behind the split field cut its values into buckets (Search Reference, timechart, "tc-options"). A span of time can
// only be about the axis of time, though, and so it is where no other span is given.
AxisOptions bucket_options(const TimechartCommand& timechart) {
    AxisOptions options{timechart.buckets, timechart.split_buckets};
    auto& [time, column] = options;
    const bool of_time = !parse_number(column.span) && !parse_log_span(column.span) && parse_bucket_span(column.span);
    if (time.span.empty() && of_time) {
        time.span = std::exchange(column.span, "");
        time.span_place = column.span_place;
    }
    if (time.min_span.empty()) {
        time.min_span = column.min_span;
    }
    if (time.align.empty()) {
        time.align = column.align;
    }
    return options;
}

}  // namespace

Planned plan_timechart(const Command& command, Planner& planner) {
    const auto& timechart = static_cast<const TimechartCommand&>(command);
    std::vector<FieldName> by = {{"_time", timechart.span}};
    if (timechart.split) {
        by.push_back(*timechart.split);
    }
    const auto options = bucket_options(timechart);
    Settings settings;
    settings.list = AggregateList(timechart.aggregates, by, planner, timechart.span,
                                  {.rates = true, .computed = true, .charts = true, .command = "timechart"});
    settings.time = planner.field("_time");
    if (timechart.split) {
        settings.split = true;
        settings.column = Axis::make(*timechart.split, options.column, planner);
    }
    set_buckets(settings, options.time, planner);
    settings.series = timechart.series;
    settings.score = score_function(timechart.series.choice, planner);
    settings.continuous = timechart.continuous;
    settings.partial = timechart.partial;
    settings.fixed_range = timechart.fixed_range;
    settings.distinct_values = timechart.distinct_split_values;
    return OperatorPtr(std::make_unique<TimechartOperator>(std::move(settings)));
}

}  // namespace karst
