#include "parser/commands/filter/where.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

class WhereOperator final : public BatchOperator {
public:
    WhereOperator(EvalNodePtr condition, std::vector<std::string> reads)
        : condition_(std::move(condition)), reads_(std::move(reads)) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& name : reads_) {
            live.add(name);
        }
    }

    bool trace(Lineage&, const FieldTable&) const override { return true; }

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
    EvalNodePtr condition_;
    std::vector<std::string> reads_;
};

}  // namespace

Planned plan_where(const Command& command, Planner& planner) {
    const auto& where = static_cast<const WhereCommand&>(command);
    return OperatorPtr(
        std::make_unique<WhereOperator>(planner.compile_condition(*where.condition), fields_read(*where.condition)));
}

}  // namespace karst
