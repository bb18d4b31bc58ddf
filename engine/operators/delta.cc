#include "parser/commands/delta.h"
#include "engine/operators/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <deque>

namespace karst {

namespace {

class DeltaOperator final : public Operator {
public:
    DeltaOperator(std::string name, std::string output_name, FieldId field, FieldId output, std::size_t distance)
        : name_(std::move(name)), output_name_(std::move(output_name)), field_(field), output_(output), distance_(distance) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        if (live.contains(output_name_)) {
            live.add(name_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open) {
            add_column(columns, output_);
        }
    }
    OperatorTraits traits() const override { return {.needs_order = true}; }

private:
    class Run;
    std::string name_;
    std::string output_name_;
    FieldId field_;
    FieldId output_;
    std::size_t distance_;
};

// A row gets a difference when it and the one so many rows before it have a number.
class DeltaOperator::Run final : public OperatorRun {
public:
    Run(const DeltaOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            const Value number = to_number_value(row.get(op_.field_));
            if (earlier_.size() == op_.distance_) {
                write(batch, row, number, earlier_.front());
                earlier_.pop_front();
            }
            earlier_.push_back(number);
        }
        return next().push(batch);
    }

private:
    // Differences of decimal fractions are not quite what they look like: 0.3 - 0.1 is 0.19999999999999998.
    void write(Batch& batch, Row& row, Value now, Value before) const {
        if (now.is_null() || before.is_null()) {
            return;
        }
        const double difference = now.as_number() - before.as_number();
        batch.set(row, op_.output_, Value::number(round_significant(difference, 15)));
    }

    const DeltaOperator& op_;
    std::deque<Value> earlier_;
};

std::unique_ptr<OperatorRun> DeltaOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_delta(const Command& command, Planner& planner) {
    const auto& delta = static_cast<const DeltaCommand&>(command);
    const auto output = delta.output.name.empty() ? "delta(" + delta.field.name + ")" : delta.output.name;
    return OperatorPtr(std::make_unique<DeltaOperator>(delta.field.name, output, planner.field(delta.field.name),
                                                       planner.field(output), delta.distance));
}

}  // namespace karst
