#include "engine/search/search_keys.h"

#include "engine/row/field_table.h"
#include "engine/search/condition.h"

#include <string_view>
#include <vector>

namespace karst {

namespace {

using Kind = SearchExpression::Kind;

// The search as conditions that are never tested: only their keys are of use.
class KeyConditions {
public:
    ConditionId translate(const SearchExpression& search) {  // NOLINT(misc-no-recursion): as deep as the parser lets it be
        switch (search.kind) {
        case Kind::MatchAll:
            return ConditionGraph::kTrue;
        case Kind::And:
        case Kind::Or: {
            std::vector<ConditionId> parts;
            for (const auto& child : search.children) {
                parts.push_back(translate(*child));
            }
            return search.kind == Kind::And ? graph.all_of(parts) : graph.any_of(parts);
        }
        case Kind::Compare:
            return search.comparison == Comparison::Equal ? leaf(keys_of(search, search.field, key_of_value)) : leaf({});
        case Kind::In:
            return leaf(keys_of(search, search.field, key_of_value));
        case Kind::Term:
        case Kind::TermDirective:
        case Kind::CaseDirective:
            return leaf(keys_of(search, "_raw", key_of_term));
        case Kind::Not:
        case Kind::TimeBound:
        case Kind::Subsearch:
            break;
        }
        return leaf({});
    }

    ConditionId translate(const FilterCondition& filter) {  // NOLINT(misc-no-recursion)
        if (filter.kind != FilterCondition::Kind::OneOf) {
            std::vector<ConditionId> parts;
            for (const auto& part : filter.parts) {
                parts.push_back(translate(part));
            }
            return filter.kind == FilterCondition::Kind::All ? graph.all_of(parts) : graph.any_of(parts);
        }
        auto keys = keys_of(filter, filter.field, key_of_value);
        if (keys.size() != filter.values.size()) {
            return leaf({});
        }
        for (const auto number : filter.numbers) {
            keys.push_back(key_of_number(fields.intern(filter.field), number));
        }
        return leaf(std::move(keys));
    }

    ConditionGraph graph;
    FieldTable fields;

private:
    template <class Expression, class KeyOf>
    KeySet keys_of(const Expression& expression, std::string_view field, KeyOf key_of) {
        KeySet keys;
        for (const auto& value : expression.values) {
            auto key = key_of(fields.intern(field), value);
            if (!key) {
                return {};
            }
            keys.push_back(std::move(*key));
        }
        return keys;
    }

    ConditionId leaf(KeySet keys) {
        return graph.leaf("leaf " + std::to_string(graph.size()), std::move(keys), [] { return PredicatePtr(); });
    }
};

}  // namespace

std::string describe_search_keys(const SearchExpression& search, std::span<const FilterCondition> filters) {
    KeyConditions conditions;
    std::vector<ConditionId> parts{conditions.translate(search)};
    for (const auto& filter : filters) {
        parts.push_back(conditions.translate(filter));
    }
    const auto sets = conditions.graph.necessary_keys(conditions.graph.all_of(parts));
    if (sets.empty()) {
        return "";
    }
    return describe_keys(sets.front(), [&](FieldId field) { return std::string(conditions.fields.name(field)); });
}

}  // namespace karst
