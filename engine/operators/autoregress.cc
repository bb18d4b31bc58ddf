#include "parser/commands/autoregress.h"
#include "engine/aggregate/stored_value.h"
#include "engine/operators/known_columns.h"
#include "engine/plan/memory_limit.h"
#include "engine/plan/planner.h"

#include <deque>

namespace karst {

namespace {

class AutoregressOperator final : public Operator {
public:
    /// `outputs`: the fields for the values of the row `first` rows before, of the one before that, and so on.
    AutoregressOperator(std::string name, FieldId field, std::size_t first, std::vector<FieldId> outputs,
                        std::vector<std::string> output_names)
        : name_(std::move(name)), field_(field), first_(first), outputs_(std::move(outputs)),
          output_names_(std::move(output_names)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        for (const auto& output : output_names_) {
            if (live.contains(output)) {
                live.add(name_);
                return;
            }
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        for (const auto output : outputs_) {
            if (!columns.open) {
                add_column(columns, output);
            }
        }
    }
    OperatorTraits traits() const override { return {.needs_order = true}; }

private:
    class Run;
    std::string name_;
    FieldId field_;
    std::size_t first_;
    std::vector<FieldId> outputs_;
    std::vector<std::string> output_names_;
};

class AutoregressOperator::Run final : public OperatorRun {
public:
    Run(const AutoregressOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op) {}

protected:
    bool consume(Batch& batch) override {
        for (auto& row : batch.rows()) {
            earlier_.emplace_front(row.get(op_.field_));
            bytes_ += earlier_.front().bytes() + sizeof(StoredValue);
            for (std::size_t index = 0; index < op_.outputs_.size() && op_.first_ + index < earlier_.size(); ++index) {
                const Value value = earlier_[op_.first_ + index].get();
                if (!value.is_null()) {
                    batch.set(row, op_.outputs_[index], batch.arena().copy(value));
                }
            }
            if (earlier_.size() >= op_.first_ + op_.outputs_.size()) {
                bytes_ -= earlier_.back().bytes() + sizeof(StoredValue);
                earlier_.pop_back();
            }
        }
        check_memory("autoregress", bytes_, run());
        return next().push(batch);
    }

private:
    const AutoregressOperator& op_;
    std::deque<StoredValue> earlier_;  // the row itself first
    std::size_t bytes_ = 0;
};

std::unique_ptr<OperatorRun> AutoregressOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_autoregress(const Command& command, Planner& planner) {
    const auto& autoregress = static_cast<const AutoregressCommand&>(command);
    std::vector<FieldId> outputs;
    std::vector<std::string> names;
    for (auto distance = autoregress.first; distance <= autoregress.last; ++distance) {
        names.push_back(autoregress.output.name.empty() ? autoregress.field.name + "_p" + std::to_string(distance)
                                                        : autoregress.output.name);
        outputs.push_back(planner.field(names.back()));
    }
    return OperatorPtr(std::make_unique<AutoregressOperator>(autoregress.field.name, planner.field(autoregress.field.name),
                                                             autoregress.first, std::move(outputs), std::move(names)));
}

}  // namespace karst
