#include "parser/commands/statistics/delta.h"
#include "engine/operators/statistics/derived_field.h"
#include "engine/value/number.h"

#include <deque>

namespace karst {

namespace {

class DeltaOperator final : public DerivedFieldOperator {
public:
    DeltaOperator(const DeltaCommand& command, Planner& planner)
        : DerivedFieldOperator(command.field.name,
                               {command.output.name.empty() ? "delta(" + command.field.name + ")" : command.output.name},
                               planner),
          distance_(command.distance) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;

private:
    class Run;
    std::size_t distance_;
};

// A row gets a difference when it and the one so many rows before it have a number.
class DeltaOperator::Run final : public OperatorRun {
public:
    Run(const DeltaOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            const Value number = to_number_value(row.get(op_.field()));
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
        batch.set(row, op_.output(), Value::number(round_significant(difference, 15)));
    }

    const DeltaOperator& op_;
    std::deque<Value> earlier_;
};

std::unique_ptr<OperatorRun> DeltaOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_delta(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<DeltaOperator>(static_cast<const DeltaCommand&>(command), planner));
}

}  // namespace karst
