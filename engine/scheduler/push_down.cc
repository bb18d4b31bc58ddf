#include "engine/scheduler/push_down.h"

#include "engine/plan/lineage.h"
#include "engine/value/number.h"

#include <memory>
#include <set>
#include <string>
#include <utility>

namespace karst {

namespace {

std::shared_ptr<const std::set<std::string, std::less<>>> values_of(const InputRows& rows, std::string_view column) {
    auto values = std::make_shared<std::set<std::string, std::less<>>>();
    const auto field = rows.fields.find(column);
    if (!field) {
        return values;
    }
    for (const auto& batch : rows.batches) {
        for (const auto& row : batch.rows()) {
            const Value value = row.get(*field);
            if (!value.is_null()) {
                std::string text;
                append_text(value, text);  // of a list, what a key is made of: its items as one text
                values->insert(std::move(text));
            }
        }
    }
    return values;
}

// Where events without the field can be asked for, there is nothing to leave out.
void add(const Lineage::Origin& origin, std::shared_ptr<const std::set<std::string, std::less<>>> values,
         std::vector<FieldRestriction>& restrictions) {
    if (!origin.null_value || values->count(*origin.null_value) == 0) {
        restrictions.push_back({origin.field, std::move(values)});
    }
}

}  // namespace

std::vector<FilterCondition> conditions_by_filters(const Plan& plan) {
    std::vector<FilterCondition> conditions;
    if (plan.start_kind() != Plan::Start::Scan || plan.uses_random()) {
        return conditions;
    }
    Lineage lineage;
    for (const auto& op : plan.operators()) {
        if (auto condition = op->filter_condition(lineage)) {
            conditions.push_back(std::move(*condition));
        }
        if (!op->trace(lineage, plan.fields())) {
            break;
        }
    }
    return conditions;
}

std::vector<FieldRestriction> restrictions_by_inputs(const Plan& plan, const InputRowsOfPlan& rows) {
    std::vector<FieldRestriction> restrictions;
    if (plan.uses_random()) {
        return restrictions;
    }
    Lineage lineage;
    for (const auto& op : plan.operators()) {
        if (const auto keys = op->key_restriction(); keys && !lineage.is_open()) {
            for (const auto& column : keys->columns) {
                if (auto origin = lineage.origin_of(column)) {
                    add(*origin, values_of(rows.inputs[keys->input.index], column), restrictions);
                }
            }
        }
        if (!op->trace(lineage, plan.fields())) {
            break;
        }
    }
    return restrictions;
}

}  // namespace karst
