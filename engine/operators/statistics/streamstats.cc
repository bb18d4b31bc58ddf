#include "parser/commands/statistics/streamstats.h"
#include "engine/aggregate/group_keys.h"
#include "engine/aggregate/group_table.h"
#include "engine/aggregate/stored_value.h"
#include "engine/aggregate/time_buckets.h"
#include "engine/operators/statistics/bound_aggregates.h"
#include "engine/plan/planner.h"
#include "engine/run/memory_account.h"
#include "engine/value/number.h"

#include <algorithm>
#include <deque>

namespace karst {

namespace {

struct Settings {
    AggregateList list;
    bool current = true;
    std::size_t window = 0;
    std::optional<TimeSpan> time_window;
    FieldId time = 0;
    bool global = true;
    bool reset_on_change = false;
    EvalNodePtr reset_before;
    EvalNodePtr reset_after;

    bool windowed() const { return window > 0 || time_window.has_value(); }
};

// A row that is still inside a window: what its aggregates saw.
struct WindowRow {
    std::uint32_t group;
    double time;
    Value row_time;
    std::vector<StoredValue> values;
};

// Without a window each group has running states. With one, the statistics are made anew from the window for each row: few
// functions can forget a row, windows are short, and nothing drifts. Rows that lack a BY field pass unchanged.
class StreamstatsRun final : public OperatorRun {
public:
    StreamstatsRun(const Settings& settings, RunContext& run, RowSink& next)
        : OperatorRun(run, next), settings_(settings), aggregates_(settings.list, run),
          keys_(plain_columns(settings.list.by())), table_(keys_.columns()) {}

protected:
    bool consume(Batch& batch) override {
        for (Row& row : batch.rows()) {
            if (is_set(settings_.reset_before, row, batch)) {
                reset();
            }
            if (const auto key = keys_.first(row)) {
                process(batch, row, *key);
            }
            if (is_set(settings_.reset_after, row, batch)) {
                reset();
            }
        }
        memory_.hold(bytes());
        return next().push(batch);
    }

private:
    bool is_set(const EvalNodePtr& condition, const Row& row, Batch& batch) {
        if (!condition) {
            return false;
        }
        RowReader reader(row);
        EvalContext context{reader, batch.arena(), run()};
        return is_true(condition->evaluate(context));
    }

    void process(Batch& batch, Row& row, std::span<const Value> key) {
        const auto group = table_.find_or_add(key).group;
        if (settings_.reset_on_change && last_group_ && *last_group_ != group) {
            reset();
        }
        last_group_ = group;
        aggregates_.read(row, batch.arena());
        if (settings_.windowed()) {
            process_window(batch, row, group);
        } else {
            process_running(batch, row, group);
        }
    }

    // ---- all rows so far

    struct RunningGroup {
        AggregateStates states;
        std::uint64_t epoch = 0;
        std::ptrdiff_t bytes = 0;
    };

    void process_running(Batch& batch, Row& row, std::uint32_t group) {
        if (group >= running_.size()) {
            running_.resize(group + 1);
        }
        auto& running = running_[group];
        if (running.epoch != epoch_) {
            running.states.clear();
            state_bytes_ -= running.bytes;
            running.bytes = 0;
            running.epoch = epoch_;
        }
        if (settings_.current) {
            update_running(running, batch.arena());
        }
        set_results(batch, row, running.states);
        if (!settings_.current) {
            update_running(running, batch.arena());
        }
    }

    void update_running(RunningGroup& running, Arena& scratch) {
        const auto grown = aggregates_.update(running.states, scratch);
        running.bytes += grown;
        state_bytes_ += grown;
    }

    // ---- the last rows only

    using Window = std::deque<WindowRow>;

    Window& window_of(std::uint32_t group) {
        // Only a window of so many rows can be shared: one of time holds the same rows of a group either way.
        const bool shared = settings_.global && settings_.window > 0;
        const std::size_t index = shared ? 0 : group;
        if (index >= windows_.size()) {
            windows_.resize(index + 1);
        }
        return windows_[index];
    }

    void process_window(Batch& batch, Row& row, std::uint32_t group) {
        const auto time = settings_.time_window ? to_number(row.get(settings_.time)) : std::optional(0.0);
        if (!time) {
            return;
        }
        auto& window = window_of(group);
        if (settings_.current) {
            add_to_window(window, group, *time);
        }
        drop_outside(window, *time);
        AggregateStates states;
        for (const auto& earlier : window) {
            if (earlier.group == group) {
                update_with(states, earlier, batch.arena());
            }
        }
        set_results(batch, row, states);
        if (!settings_.current) {
            add_to_window(window, group, *time);
            drop_surplus(window);
        }
    }

    void add_to_window(Window& window, std::uint32_t group, double time) {
        WindowRow added{group, time, aggregates_.time(), {}};
        // A time stamp as text would point into the batch, which goes away before the window does.
        if (const auto number = to_number(added.row_time)) {
            added.row_time = Value::number(*number);
        }
        for (const Value value : aggregates_.values()) {
            added.values.emplace_back(value);
            window_bytes_ += added.values.back().bytes() + sizeof(StoredValue);
        }
        window_bytes_ += sizeof(WindowRow);
        window.push_back(std::move(added));
    }

    void drop_front(Window& window) {
        for (const auto& value : window.front().values) {
            window_bytes_ -= value.bytes() + sizeof(StoredValue);
        }
        window_bytes_ -= sizeof(WindowRow);
        window.pop_front();
    }

    void drop_surplus(Window& window) {
        while (settings_.window > 0 && window.size() > settings_.window) {
            drop_front(window);
        }
    }

    // Rows may come in ascending or descending order of time, so the window reaches as far to either side.
    void drop_outside(Window& window, double time) {
        drop_surplus(window);
        if (!settings_.time_window) {
            return;
        }
        const double from = shift_time(time, *settings_.time_window, -1, run().zone);
        const double to = shift_time(time, *settings_.time_window, 1, run().zone);
        while (!window.empty() && (window.front().time <= from || window.front().time >= to)) {
            drop_front(window);
        }
    }

    void update_with(AggregateStates& states, const WindowRow& row, Arena& scratch) {
        values_.clear();
        for (const auto& value : row.values) {
            values_.push_back(value.get());
        }
        aggregates_.update(states, values_, row.row_time, scratch);
    }

    // ----

    void set_results(Batch& batch, Row& row, const AggregateStates& states) {
        for (std::size_t index = 0; index < aggregates_.size(); ++index) {
            batch.set(row, aggregates_[index].output, aggregates_.finish(states, index, batch.arena()));
        }
    }

    // Groups notice by the epoch that their states are stale: resets may be as frequent as rows, and groups many.
    void reset() {
        ++epoch_;
        windows_.clear();
        window_bytes_ = 0;
    }

    std::size_t bytes() const {
        return table_.bytes() + running_.capacity() * sizeof(RunningGroup) + window_bytes_ +
               static_cast<std::size_t>(std::max<std::ptrdiff_t>(state_bytes_, 0));
    }

    const Settings& settings_;
    BoundAggregates aggregates_;
    GroupKeys keys_;
    GroupTable table_;
    std::optional<std::uint32_t> last_group_;
    std::uint64_t epoch_ = 0;
    std::vector<RunningGroup> running_;
    std::vector<Window> windows_;
    std::vector<Value> values_;  // of the window's row that is looked at
    std::ptrdiff_t state_bytes_ = 0;
    std::size_t window_bytes_ = 0;
    HeldMemory memory_{run().memory, "streamstats"};
};

class StreamstatsOperator final : public Operator {
public:
    StreamstatsOperator(Settings settings, std::vector<std::string> reads)
        : settings_(std::move(settings)), reads_(std::move(reads)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<StreamstatsRun>(settings_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        // With BY, a row that lacks one of the fields keeps what it had under the output's name.
        if (settings_.list.by().empty() && !settings_.time_window) {
            for (const auto& name : settings_.list.outputs()) {
                live.remove(name);
            }
        }
        settings_.list.propagate_required_fields(live);
        for (const auto& name : reads_) {
            live.add(name);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        settings_.list.add_columns(columns);
        columns.open = columns.open || !settings_.list.wildcards().empty();
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Groups, .needs_order = true};
    }

private:
    Settings settings_;
    std::vector<std::string> reads_;
};

EvalNodePtr compile_condition(const StreamstatsCommand::Condition& condition, Planner& planner) {
    if (!condition.unquoted) {
        return planner.compile_condition(*condition.expression);
    }
    auto compiler = planner.eval(*condition.unquoted);
    return compiler.compile_condition(*condition.expression);
}

}  // namespace

Planned plan_streamstats(const Command& command, Planner& planner) {
    const auto& streamstats = static_cast<const StreamstatsCommand&>(command);
    Settings settings;
    settings.list = AggregateList(streamstats.aggregates, streamstats.by, planner, streamstats.span,
                                  {.all_numeric = streamstats.all_numeric, .command = "streamstats"});
    settings.current = streamstats.current;
    settings.window = streamstats.window;
    settings.global = streamstats.global;
    settings.reset_on_change = streamstats.reset_on_change;
    std::vector<std::string> reads;
    if (!streamstats.time_window.empty()) {
        settings.time_window = parse_time_span(streamstats.time_window);
        if (!settings.time_window || !(settings.time_window->count > 0)) {
            planner.fail("spl-bad-span", streamstats.time_window_span,
                         "'" + streamstats.time_window + "' is not a span of time", Help{"such as 5m or 1h"});
        }
        settings.time = planner.field("_time");
        reads.emplace_back("_time");
    }
    for (const auto* condition : {&streamstats.reset_before, &streamstats.reset_after}) {
        if (*condition) {
            auto& node = condition == &streamstats.reset_before ? settings.reset_before : settings.reset_after;
            node = compile_condition(**condition, planner);
            for (auto& name : fields_read(*(*condition)->expression)) {
                reads.push_back(std::move(name));
            }
        }
    }
    return OperatorPtr(std::make_unique<StreamstatsOperator>(std::move(settings), std::move(reads)));
}

}  // namespace karst
