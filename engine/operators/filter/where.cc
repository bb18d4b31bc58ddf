#include "parser/commands/filter/where.h"
#include "engine/plan/filter_conditions.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class WhereOperator final : public BatchOperator {
public:
    /// `expression` outlives this.
    WhereOperator(const EvalExpression& expression, EvalNodePtr condition)
        : expression_(expression), condition_(std::move(condition)), reads_(fields_read(expression)) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& name : reads_) {
            live.add(name);
        }
    }

    bool trace(Lineage&, const FieldTable&) const override { return true; }

    std::optional<FilterCondition> filter_condition(const Lineage& lineage) const override {
        return karst::filter_condition(expression_, lineage);
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        RowReader reader{Row()};
        EvalContext context{reader, batch.arena(), run};
        batch.filter([&](const Row& row) {
            reader.bind(row);
            return is_true(condition_->evaluate(context));
        });
    }

private:
    const EvalExpression& expression_;
    EvalNodePtr condition_;
    std::vector<std::string> reads_;
};

}  // namespace

Planned plan_where(const Command& command, Planner& planner) {
    const auto& where = static_cast<const WhereCommand&>(command);
    return OperatorPtr(std::make_unique<WhereOperator>(*where.condition, planner.compile_condition(*where.condition)));
}

}  // namespace karst
