#include "parser/commands/fields/filldown.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class FilldownOperator final : public Operator {
public:
    explicit FilldownOperator(std::vector<std::string> names) : names_(std::move(names)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet&) const override {}
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::None, .needs_order = true};
    }

private:
    class Run;
    std::vector<std::string> names_;
};

class FilldownOperator::Run final : public OperatorRun {
public:
    Run(const FilldownOperator& op, RunContext& run, RowSink& next)
        : OperatorRun(run, next), matching_(op.names_.empty() ? std::vector<std::string>{"*"} : op.names_) {}

protected:
    bool consume(Batch& batch) override {
        const auto& fields = matching_.in(run().fields);
        last_.resize(run().fields.size());
        // What comes from an earlier batch is needed in this one's arena only once, whatever the number of rows.
        for (auto& value : last_) {
            value = batch.arena().copy(value);
        }
        for (auto& row : batch.rows()) {
            for (const auto id : fields) {
                const Value value = row.get(id);
                if (value.is_null()) {
                    batch.set(row, id, last_[id]);
                } else {
                    last_[id] = value;
                }
            }
        }
        keep_last();
        return next().push(batch);
    }

private:
    void keep_last() {
        Arena fresh;
        for (auto& value : last_) {
            value = fresh.copy(value);
        }
        kept_ = std::move(fresh);
    }

    MatchingFields matching_;
    Arena kept_;
    std::vector<Value> last_;
};

std::unique_ptr<OperatorRun> FilldownOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_filldown(const Command& command, Planner&) {
    return OperatorPtr(std::make_unique<FilldownOperator>(names_of(static_cast<const FilldownCommand&>(command).fields)));
}

}  // namespace karst
