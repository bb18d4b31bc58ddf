#include "parser/commands/statistics/eventstats.h"
#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/row/row_spool.h"
#include "engine/run/memory_account.h"

namespace karst {

namespace {

// Every row is held until the last has been seen, because each gets the statistics over all of them. A row without a BY field
// passes unchanged (Search Reference, eventstats); of a multivalue BY field, the first value says whose statistics it gets.
class EventstatsRun final : public OperatorRun {
public:
    EventstatsRun(const AggregateList& list, RunContext& run, RowSink& next)
        : OperatorRun(run, next), grouped_("eventstats", list, plain_columns(list.by()), false, run) {}

    void finish() override {
        auto results = std::make_shared<Arena>();
        const auto values = finish_groups(*results);
        auto reader = rows_.read();
        Batch batch;
        bool wanted = true;
        while (wanted && reader.next(batch)) {
            memory_.hold(rows_.held_bytes());
            for (Row& row : batch.rows()) {
                if (const auto group = grouped_.group_of(row)) {
                    set_results(batch, row, values.data() + *group * grouped_.aggregates().size());
                }
            }
            // The results are shared by all batches rather than copied into each row.
            batch.pin(results);
            wanted = next().push(batch);
        }
        rows_.clear();
        memory_.hold(0);
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const Row& row : batch.rows()) {
            grouped_.add(row, batch.arena());
        }
        rows_.add(std::move(batch));
        batch = Batch();
        memory_.hold(rows_.held_bytes());
        return true;
    }

private:
    void spill() {
        rows_.spill();
        memory_.hold(0);
    }

    std::vector<Value> finish_groups(Arena& results) const {
        std::vector<Value> values;
        values.reserve(grouped_.groups().size() * grouped_.aggregates().size());
        for (std::uint32_t group = 0; group < grouped_.groups().size(); ++group) {
            for (std::size_t index = 0; index < grouped_.aggregates().size(); ++index) {
                values.push_back(grouped_.finish(group, index, results));
            }
        }
        return values;
    }

    void set_results(Batch& batch, Row& row, const Value* values) const {
        for (std::size_t index = 0; index < grouped_.aggregates().size(); ++index) {
            batch.set(row, grouped_.aggregates()[index].output, values[index]);
        }
    }

    GroupedAggregates grouped_;
    RowSpool rows_{run().temporary_files};
    HeldMemory memory_{run().memory, "eventstats", if_spilling(run(), [this] { spill(); })};
};

class EventstatsOperator final : public Operator {
public:
    explicit EventstatsOperator(AggregateList list) : list_(std::move(list)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<EventstatsRun>(list_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        // With BY, a row that lacks one of the fields keeps what it had under the output's name.
        if (list_.by().empty()) {
            for (const auto& name : list_.outputs()) {
                live.remove(name);
            }
        }
        list_.propagate_required_fields(live);
    }

    void columns(Columns& columns, FieldTable&) const override {
        list_.add_columns(columns);
        columns.open = columns.open || !list_.wildcards().empty();
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = list_.depends_on_order()};
    }

private:
    AggregateList list_;
};

}  // namespace

Planned plan_eventstats(const Command& command, Planner& planner) {
    const auto& eventstats = static_cast<const EventstatsCommand&>(command);
    AggregateList list(eventstats.aggregates, eventstats.by, planner, eventstats.span,
                       {.all_numeric = eventstats.all_numeric, .command = "eventstats"});
    return OperatorPtr(std::make_unique<EventstatsOperator>(std::move(list)));
}

}  // namespace karst
