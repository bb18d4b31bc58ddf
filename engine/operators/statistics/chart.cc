#include "parser/commands/statistics/chart.h"
#include "engine/operators/statistics/axis.h"
#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/operators/statistics/series_table.h"
#include "engine/operators/statistics/stats.h"
#include "engine/plan/mergeable_run.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

struct Settings {
    AggregateList list;
    Axis row;
    Axis column;
    bool split = false;  // there is a column field
    SeriesOptions series;
    const AggregateSpec* score = nullptr;  // null: the number of events
    bool continuous = true;
    bool distinct_values = false;
};

class ChartRun final : public MergeableRun {
public:
    ChartRun(const Settings& settings, RunContext& run, RowSink& next)
        : MergeableRun(run, next), settings_(settings), row_(settings.row, run), column_(settings.column, run),
          grouped_("chart", settings.list, key_columns(), settings.distinct_values, run) {}

    void merge(OperatorRun& other) override { grouped_.merge(static_cast<ChartRun&>(other).grouped_); }

    void finish() override {
        row_.settle(grouped_, 0);
        if (settings_.split) {
            column_.settle(grouped_, 1);
        }
        SeriesTable table(
            "chart", grouped_, settings_.series, settings_.score, [this](Value value) { return column_.label(value); }, run());
        Arena arena;
        std::vector<SeriesTable::RowKey> rows;
        for (const Value value : row_.rows(table.rows(), settings_.continuous)) {
            rows.push_back({value, row_.shown(value, arena)});
        }
        table.emit(rows, settings_.row.field, next());
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const Row& row : batch.rows()) {
            grouped_.add(row, batch.arena());
        }
        return true;
    }

private:
    std::vector<GroupColumn> key_columns() {
        std::vector<GroupColumn> columns = {row_.column(false)};
        if (settings_.split) {
            columns.push_back(column_.column(true));
        }
        return columns;
    }

    const Settings& settings_;
    AxisRun row_;
    AxisRun column_;
    GroupedAggregates grouped_;
};

class ChartOperator final : public Operator {
public:
    explicit ChartOperator(Settings settings) : settings_(std::move(settings)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<ChartRun>(settings_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        settings_.list.propagate_required_fields(live);
    }

    void columns(Columns& columns, FieldTable&) const override {
        columns.order = {settings_.row.field};
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

}  // namespace

Planned plan_chart(const Command& command, Planner& planner) {
    const auto& chart = static_cast<const ChartCommand&>(command);
    std::vector<FieldName> by;
    for (const auto* split : {&chart.row, &chart.column}) {
        if (*split) {
            by.push_back((*split)->field);
        }
    }
    AggregateList list(chart.aggregates, by, planner, chart.span, {.computed = true, .charts = true, .command = "chart"});
    if (!chart.row) {
        return make_stats_operator(std::move(list), {.distinct_values = chart.distinct_split_values});
    }
    Settings settings;
    settings.list = std::move(list);
    settings.row = Axis::make(chart.row->field, chart.row->buckets, planner);
    if (chart.column) {
        settings.split = true;
        settings.column = Axis::make(chart.column->field, chart.column->buckets, planner);
    }
    settings.series = chart.series;
    settings.score = score_function(chart.series.choice, planner);
    settings.continuous = chart.continuous;
    settings.distinct_values = chart.distinct_split_values;
    return OperatorPtr(std::make_unique<ChartOperator>(std::move(settings)));
}

}  // namespace karst
