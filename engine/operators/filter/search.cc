#include "parser/commands/filter/search.h"
#include "engine/plan/filter_conditions.h"
#include "engine/plan/planner.h"

namespace karst {

namespace {

// search after the first command: filters results. Terms look at _raw, and earliest= is a field like any other.
class SearchOperator final : public BatchOperator {
public:
    /// `expression` outlives this.
    SearchOperator(const SearchExpression& expression, PredicatePtr predicate)
        : expression_(expression), predicate_(std::move(predicate)), reads_(fields_read(expression, false)) {}

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
            return predicate_->test(context);
        });
    }

private:
    const SearchExpression& expression_;
    PredicatePtr predicate_;
    std::set<std::string> reads_;
};

}  // namespace

Planned plan_search(const Command& command, Planner& planner) {
    const auto& expression = *static_cast<const SearchCommand&>(command).expression;
    return OperatorPtr(std::make_unique<SearchOperator>(expression, planner.compile(expression)));
}

}  // namespace karst
