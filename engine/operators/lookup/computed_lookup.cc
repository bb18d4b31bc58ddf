#include "engine/operators/lookup/computed_lookup.h"

#include "engine/operators/common/known_columns.h"
#include "engine/value/number.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

class ComputedLookupOperator final : public BatchOperator {
public:
    struct Field {
        std::string name;
        FieldId id = 0;
    };

    ComputedLookupOperator(const ComputedLookup& lookup, std::vector<Field> inputs, std::vector<Field> outputs,
                           bool keep_existing)
        : lookup_(lookup), inputs_(std::move(inputs)), outputs_(std::move(outputs)), keep_existing_(keep_existing) {}

    void propagate_required_fields(FieldSet& live) const override {
        for (const auto& output : outputs_) {
            if (!keep_existing_) {
                live.remove(output.name);
            }
        }
        for (const auto& input : inputs_) {
            live.add(input.name);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& output : outputs_) {
            if (!columns.open) {
                add_column(columns, output.id);
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext&) const override {
        std::vector<std::string_view> values;
        for (auto& row : batch.rows()) {
            values.clear();
            for (const auto& input : inputs_) {
                const Value value = row.get(input.id);
                if (!value.is_null()) {
                    values.push_back(text_of(value.items().front(), batch.arena()));
                }
            }
            const Value result =
                values.size() < inputs_.size() ? Value() : Value::string(batch.arena().copy(lookup_.compute(values)));
            for (const auto& output : outputs_) {
                if (!keep_existing_ || row.get(output.id).is_null()) {
                    batch.set(row, output.id, result);
                }
            }
        }
    }

private:
    const ComputedLookup& lookup_;
    std::vector<Field> inputs_;
    std::vector<Field> outputs_;
    bool keep_existing_;
};

}  // namespace

const ComputedLookup* computed_lookup(const Planner& planner, const std::string& name) {
    const auto& lookups = planner.environment().lookups;
    const auto* definition = lookups ? lookups->definition(name) : nullptr;
    return definition == nullptr ? nullptr : find_computed_lookup(definition->computed);
}

Planned plan_computed_lookup(const LookupCommand& command, const ComputedLookup& lookup, Planner& planner) {
    std::vector<ComputedLookupOperator::Field> inputs;
    for (const auto input : lookup.inputs) {
        const auto pair = std::find_if(command.match.begin(), command.match.end(),
                                       [&](const LookupCommand::Pair& one) { return one.column.name == input; });
        if (pair == command.match.end()) {
            planner.fail("spl-missing-field", command.span,
                         "the lookup " + command.table.name + " needs a value for '" + std::string(input) + "'");
        }
        inputs.push_back({pair->field.name, planner.field(pair->field.name)});
    }
    std::vector<ComputedLookupOperator::Field> outputs;
    for (const auto& pair : command.output) {
        if (pair.column.name == lookup.output) {
            outputs.push_back({pair.field.name, planner.field(pair.field.name)});
        }
    }
    if (command.output.empty()) {
        outputs.push_back({std::string(lookup.output), planner.field(lookup.output)});
    }
    return OperatorPtr(
        std::make_unique<ComputedLookupOperator>(lookup, std::move(inputs), std::move(outputs), command.keep_existing));
}

}  // namespace karst
