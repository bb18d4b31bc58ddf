#include "engine/operators/statistics/stats.h"

#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/plan/batches.h"
#include "engine/plan/lineage.h"
#include "engine/plan/mergeable_run.h"
#include "engine/plan/planner.h"
#include "engine/row/row_merge.h"
#include "engine/row/row_spool.h"
#include "engine/value/number.h"
#include "parser/commands/statistics/stats.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

namespace {

constexpr std::size_t kMaxBuckets = 100;  // of a time axis whose span is not given

// The order in which groups leave, of rows that were made of them.
struct GroupRowOrder {
    using Key = std::vector<Value>;

    void read(const Row& row, Key& key) const {
        key.clear();
        for (const auto field : by) {
            key.push_back(row.get(field));
        }
    }
    int compare(const Key& left, const Key& right) const { return compare_group_keys(left, right); }

    const std::vector<FieldId>& by;
};

class StatsRun final : public MergeableRun {
public:
    StatsRun(const AggregateList& list, const Grouping& grouping, RunContext& run, RowSink& next)
        : MergeableRun(run, next), by_(list.by()), grouping_(grouping),
          buckets_(grouping.span.value_or(BucketSpan{automatic_spans().front(), ""}), run.zone),
          grouped_("stats", list, key_columns(), grouping.distinct_values, run, {.allowed = true, .undivided = time_column()}) {
    }

    void merge(OperatorRun& other) override { grouped_.merge(static_cast<StatsRun&>(other).grouped_); }

    void finish() override {
        if (grouping_.time && !grouping_.span) {
            choose_buckets();
        }
        if (by_.empty()) {
            grouped_.keep_in_memory();
            finish_whole();
        } else if (grouped_.is_spilled()) {
            finish_parts();
        } else {
            grouped_.keep_in_memory();
            lengthen_buckets();
            finish_groups(next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (Row& row : batch.rows()) {
            prepare(batch, row);
            grouped_.add(row, batch.arena());
        }
        return true;
    }

private:
    std::vector<GroupColumn> key_columns() {
        auto columns = plain_columns(by_);
        for (auto& column : columns) {
            if (column.field == grouping_.time) {
                column.map = [this](Value value) {
                    const auto time = to_number(value);
                    return time && std::isfinite(*time) ? Value::number(buckets_.start(*time)) : Value();
                };
            }
        }
        return columns;
    }

    std::size_t time_column() const {
        return static_cast<std::size_t>(std::find(by_.begin(), by_.end(), grouping_.time) - by_.begin());
    }

    void prepare(Batch& batch, Row& row) const {
        if (grouping_.whole_seconds) {
            drop_fraction(batch, row, *grouping_.whole_seconds);
        }
        if (!grouping_.fill_null) {
            return;
        }
        for (const FieldId field : by_) {
            if (field != grouping_.time && row.get(field).is_null()) {
                batch.set(row, field, Value::string(*grouping_.fill_null));
            }
        }
    }

    // Buckets begin as short as can be; which length suits the times is known when all have been seen.
    void choose_buckets() {
        const auto column = time_column();
        double first = std::numeric_limits<double>::infinity();
        double last = -first;
        grouped_.for_each_part([&] {
            for (std::uint32_t group = 0; group < grouped_.groups().size(); ++group) {
                const double time = grouped_.groups().key(group)[column].as_number();
                first = std::min(first, time);
                last = std::max(last, time);
            }
        });
        const auto length = first > last ? 0 : choose_automatic_span(first, last, kMaxBuckets, 0, run().zone);
        if (length > 0) {
            longer_buckets_.emplace(BucketSpan{automatic_spans()[length], ""}, run().zone);
        }
    }

    void lengthen_buckets() {
        if (longer_buckets_) {
            grouped_.regroup(time_column(),
                             [this](Value start) { return Value::number(longer_buckets_->start(start.as_number())); });
        }
    }

    // Without BY there is one row, also over no events: count is 0 then. A row that would have no field at all because nothing
    // was seen says nothing, and as a finding would be a false one.
    void finish_whole() {
        Batch batch;
        Row& row = batch.append(run().fields.size());
        const bool seen = grouped_.groups().size() > 0;
        bool any = seen;
        for (std::size_t index = 0; index < grouped_.aggregates().size(); ++index) {
            const Value value =
                seen ? grouped_.finish(0, index, batch.arena()) : grouped_.aggregates().finish({}, index, batch.arena());
            any = any || !value.is_null();
            batch.set(row, grouped_.aggregates()[index].output, value);
        }
        grouped_.aggregates().list().compute(batch, row, run());
        if (any) {
            next().push(batch);
        }
    }

    // What was written to disk comes back a part of the groups at a time; what each part gives is merged.
    void finish_parts() {
        std::vector<std::unique_ptr<RowSpool>> parts;
        std::vector<RowSpool*> spools;
        grouped_.for_each_part([&] {
            lengthen_buckets();
            auto& part = *parts.emplace_back(std::make_unique<RowSpool>(run().temporary_files));
            spools.push_back(&part);
            SpoolSink sink(part);
            finish_groups(sink);
            grouped_.write([&part] { part.spill(); });
        });
        const GroupRowOrder order{by_};
        RowMerge<GroupRowOrder> merge(order, spools);
        push_merged(merge, std::numeric_limits<std::size_t>::max(), next());
    }

    void finish_groups(RowSink& sink) {
        Batch batch;
        bool wanted = true;
        for (const auto group : sorted_groups(grouped_.groups())) {
            add_row(batch, group);
            grouped_.release(group);
            if (batch.size() == Batch::kRows) {
                wanted = sink.push(batch);
                batch = Batch();
                if (!wanted) {
                    break;
                }
            }
        }
        if (wanted && !batch.empty()) {
            sink.push(batch);
        }
    }

    void add_row(Batch& batch, std::uint32_t group) {
        Row& row = batch.append(width());
        const auto key = grouped_.groups().key(group);
        for (std::size_t column = 0; column < by_.size(); ++column) {
            batch.set(row, by_[column], batch.arena().copy(key[column]));
        }
        for (std::size_t index = 0; index < grouped_.aggregates().size(); ++index) {
            batch.set(row, grouped_.aggregates()[index].output, grouped_.finish(group, index, batch.arena()));
        }
        grouped_.aggregates().list().compute(batch, row, run());
    }

    // Rows end behind the last field of the result: plans of long pipelines have many more names than that.
    std::size_t width() const {
        FieldId last = 0;
        for (const auto field : by_) {
            last = std::max(last, field);
        }
        for (std::size_t index = 0; index < grouped_.aggregates().size(); ++index) {
            last = std::max(last, grouped_.aggregates()[index].output);
        }
        return last + 1;
    }

    const std::vector<FieldId>& by_;
    const Grouping& grouping_;
    TimeBuckets buckets_;
    std::optional<TimeBuckets> longer_buckets_;
    GroupedAggregates grouped_;
};

class StatsOperator final : public Operator {
public:
    StatsOperator(AggregateList list, Grouping grouping) : list_(std::move(list)), grouping_(std::move(grouping)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<StatsRun>(list_, grouping_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        list_.propagate_required_fields(live);
    }

    void columns(Columns& columns, FieldTable&) const override {
        columns.order = list_.by();
        list_.add_columns(columns);
        columns.open = !list_.wildcards().empty();
    }

    // Groups by a field have its values. (The start of a span of time is another value than the time.)
    bool trace(Lineage& lineage, const FieldTable& fields) const override {
        // Without a span of time, the times of all rows decide how long the buckets are.
        if (!list_.wildcards().empty() || (grouping_.time && !grouping_.span)) {
            return false;
        }
        Lineage::Columns columns;
        for (const auto& output : list_.outputs()) {
            columns[output] = std::nullopt;
        }
        for (const auto field : list_.by()) {
            const std::string name(fields.name(field));
            auto& origin = columns[name];
            origin = field == grouping_.time ? std::nullopt : lineage.origin_of(name);
            if (origin && !origin->null_value) {
                origin->null_value = grouping_.fill_null;
            }
        }
        lineage.close(std::move(columns));
        return true;
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::Mergeable,
                .state = StateSize::Groups,
                .transforming = true,
                .needs_order = list_.depends_on_order()};
    }

private:
    AggregateList list_;
    Grouping grouping_;
};

}  // namespace

void drop_fraction(Batch& batch, Row& row, FieldId field) {
    const auto time = to_number(row.get(field));
    if (time && std::isfinite(*time)) {
        batch.set(row, field, Value::number(std::floor(*time)));
    }
}

OperatorPtr make_stats_operator(AggregateList list, Grouping grouping) {
    return std::make_unique<StatsOperator>(std::move(list), std::move(grouping));
}

Planned plan_stats(const Command& command, Planner& planner) {
    const auto& stats = static_cast<const StatsCommand&>(command);
    AggregateList list(stats.aggregates, stats.by, planner, stats.span, {.all_numeric = stats.all_numeric, .command = "stats"});
    if (stats.delimiter) {
        // The values stay apart; the delimiter is for who makes one text of them (nomv).
        for (const auto& aggregate : list.aggregates()) {
            planner.set_list_delimiter(aggregate.output, *stats.delimiter);
        }
    }
    return make_stats_operator(std::move(list), {.distinct_values = stats.distinct_split_values});
}

}  // namespace karst
