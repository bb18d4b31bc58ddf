#include "parser/commands/statistics/autoregress.h"
#include "engine/aggregate/stored_value.h"
#include "engine/operators/statistics/derived_field.h"
#include "engine/run/memory_account.h"

#include <deque>

namespace karst {

namespace {

class AutoregressOperator final : public DerivedFieldOperator {
public:
    /// `outputs`: the fields for the values of the row `first` rows before, of the one before that, and so on.
    AutoregressOperator(std::string name, std::vector<std::string> outputs, std::size_t first, Planner& planner)
        : DerivedFieldOperator(std::move(name), std::move(outputs), planner), first_(first) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;

private:
    class Run;
    std::size_t first_;
};

class AutoregressOperator::Run final : public OperatorRun {
public:
    Run(const AutoregressOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            earlier_.emplace_front(row.get(op_.field()));
            bytes_ += earlier_.front().bytes() + sizeof(StoredValue);
            for (std::size_t index = 0; index < op_.outputs().size() && op_.first_ + index < earlier_.size(); ++index) {
                const Value value = earlier_[op_.first_ + index].get();
                if (!value.is_null()) {
                    batch.set(row, op_.outputs()[index], batch.arena().copy(value));
                }
            }
            if (earlier_.size() >= op_.first_ + op_.outputs().size()) {
                bytes_ -= earlier_.back().bytes() + sizeof(StoredValue);
                earlier_.pop_back();
            }
        }
        memory_.hold(bytes_);
        return next().push(batch);
    }

private:
    const AutoregressOperator& op_;
    std::deque<StoredValue> earlier_;  // the row itself first
    std::size_t bytes_ = 0;
    HeldMemory memory_{run().memory, "autoregress"};
};

std::unique_ptr<OperatorRun> AutoregressOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_autoregress(const Command& command, Planner& planner) {
    const auto& autoregress = static_cast<const AutoregressCommand&>(command);
    std::vector<std::string> names;
    for (auto distance = autoregress.first; distance <= autoregress.last; ++distance) {
        names.push_back(autoregress.output.name.empty() ? autoregress.field.name + "_p" + std::to_string(distance)
                                                        : autoregress.output.name);
    }
    return OperatorPtr(
        std::make_unique<AutoregressOperator>(autoregress.field.name, std::move(names), autoregress.first, planner));
}

}  // namespace karst
