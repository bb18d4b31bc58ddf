#include "parser/commands/filter/regex.h"
#include "engine/operators/common/regex_resolution.h"
#include "engine/plan/filter_conditions.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class RegexOperator final : public BatchOperator {
public:
    RegexOperator(std::string name, FieldId field, Regex regex, bool negated)
        : name_(std::move(name)), field_(field), regex_(std::move(regex)), negated_(negated) {}

    void propagate_required_fields(FieldSet& live) const override { live.add(name_); }

    bool trace(Lineage&, const FieldTable&) const override { return true; }

    std::optional<FilterCondition> filter_condition(const Lineage& lineage) const override {
        return negated_ ? std::nullopt : karst::filter_condition(name_, regex_.pattern(), lineage);
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        batch.filter([&](const Row& row) {
            const Value value = row.get(field_);
            const auto items = value.items();
            const bool matched = std::any_of(items.begin(), items.end(), [&](Value item) {
                return regex_.matches(text_of(item, batch.arena()), *run.regex_limits);
            });
            return matched != negated_;
        });
    }

private:
    std::string name_;
    FieldId field_;
    Regex regex_;
    bool negated_;
};

}  // namespace

Planned plan_regex(const Command& command, Planner& planner) {
    const auto& regex = static_cast<const RegexCommand&>(command);
    return OperatorPtr(std::make_unique<RegexOperator>(regex.field.name, planner.field(regex.field.name),
                                                       compile_regex(planner, regex.expression, regex.expression_span),
                                                       regex.negated));
}

}  // namespace karst
