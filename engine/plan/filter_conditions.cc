#include "engine/plan/filter_conditions.h"

#include "engine/plan/lineage.h"
#include "engine/search/value_matcher.h"
#include "engine/text/regex_literals.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace karst {

namespace {

using Condition = std::optional<FilterCondition>;

SearchValue value_of(std::string text) {
    SearchValue value;
    value.text = std::move(text);
    return value;
}

bool admits(const FilterCondition& condition, const std::string& text) {
    const auto item = Value::string(text);
    const auto number = to_number(item);
    return std::any_of(condition.values.begin(), condition.values.end(),
                       [&](const auto& value) { return ValueMatcher(value).equals(item); }) ||
           (number && std::find(condition.numbers.begin(), condition.numbers.end(), *number) != condition.numbers.end());
}

// The condition that stands in `condition` about a column, about the field that the column is. Times are left alone: a scan
// reads them from the event's text in ways of its own.
Condition of_column(std::string_view column, FilterCondition condition, const Lineage& lineage) {
    auto origin = lineage.origin_of(column);
    if (!origin || origin->field == "_time" || (origin->null_value && admits(condition, *origin->null_value))) {
        return std::nullopt;
    }
    condition.kind = FilterCondition::Kind::OneOf;
    condition.field = std::move(origin->field);
    return condition;
}

// All that can be said of the parts, or the whole of each.
template <class Parts, class Translate>
Condition of_parts(FilterCondition::Kind kind, const Parts& parts, Translate translate) {
    FilterCondition whole{kind};
    for (const auto& part : parts) {
        auto condition = translate(*part);
        if (condition) {
            whole.parts.push_back(std::move(*condition));
        } else if (kind == FilterCondition::Kind::Any) {
            return std::nullopt;
        }
    }
    return whole.parts.empty() ? std::nullopt : Condition(std::move(whole));
}

// ---------------------------------------------------------------- where

// Adds the value of a literal; false: the expression is none.
bool add_literal(const EvalExpression& expression, FilterCondition& condition) {
    using Kind = EvalExpression::Kind;
    const bool negative = expression.kind == Kind::Negate;
    const auto& literal = negative ? *expression.arguments.front() : expression;
    if (literal.kind == Kind::Number && std::isfinite(literal.number)) {
        condition.numbers.push_back(negative ? -literal.number : literal.number);
        return true;
    }
    if (expression.kind != Kind::String) {
        return false;
    }
    // Text that spells a number equals every spelling of it.
    if (const auto spelled = parse_number(expression.text)) {
        condition.numbers.push_back(spelled->number);
    } else {
        condition.values.push_back(value_of(expression.text));
    }
    return true;
}

Condition of_equality(const EvalExpression& left, const EvalExpression& right, const Lineage& lineage) {
    const bool field_first = left.kind == EvalExpression::Kind::Field;
    const auto& field = field_first ? left : right;
    FilterCondition condition;
    if (field.kind != EvalExpression::Kind::Field || !add_literal(field_first ? right : left, condition)) {
        return std::nullopt;
    }
    return of_column(field.text, std::move(condition), lineage);
}

Condition of_membership(const EvalExpression& in, const Lineage& lineage) {
    const auto& operands = in.arguments;
    if (operands.size() < 2 || operands.front()->kind != EvalExpression::Kind::Field) {
        return std::nullopt;
    }
    FilterCondition condition;
    const bool literal =
        std::all_of(operands.begin() + 1, operands.end(), [&](const auto& value) { return add_literal(*value, condition); });
    return literal ? of_column(operands.front()->text, std::move(condition), lineage) : std::nullopt;
}

bool compares_field_with_text(const EvalExpression& call) {
    return call.arguments.size() == 2 && call.arguments[0]->kind == EvalExpression::Kind::Field &&
           call.arguments[1]->kind == EvalExpression::Kind::String;
}

// `_` is any character; the star takes more than that.
Condition of_like(const EvalExpression& like, const Lineage& lineage) {
    if (!compares_field_with_text(like)) {
        return std::nullopt;
    }
    auto pattern = like.arguments[1]->text;
    std::replace_if(
        pattern.begin(), pattern.end(), [](char c) { return c == '%' || c == '_'; }, '*');
    FilterCondition condition;
    condition.values.push_back(value_of(std::move(pattern)));
    return of_column(like.arguments[0]->text, std::move(condition), lineage);
}

Condition of_call(const EvalExpression& call, const Lineage& lineage) {
    if (call.text == "in") {
        return of_membership(call, lineage);
    }
    if (call.text == "like") {
        return of_like(call, lineage);
    }
    if (call.text == "match" && compares_field_with_text(call)) {
        return filter_condition(call.arguments[0]->text, call.arguments[1]->text, lineage);
    }
    return std::nullopt;
}

}  // namespace

Condition filter_condition(const SearchExpression& search,  // NOLINT(misc-no-recursion): as deep as the parser lets it be
                           const Lineage& lineage) {
    using Kind = SearchExpression::Kind;
    const auto translate = [&](const SearchExpression& part) { return filter_condition(part, lineage); };
    FilterCondition condition;
    switch (search.kind) {
    case Kind::And:
        return of_parts(FilterCondition::Kind::All, search.children, translate);
    case Kind::Or:
        return of_parts(FilterCondition::Kind::Any, search.children, translate);
    case Kind::Compare:
        if (search.comparison != Comparison::Equal) {
            return std::nullopt;
        }
        condition.values = search.values;
        return of_column(search.field, std::move(condition), lineage);
    case Kind::In:
        condition.values = search.values;
        return of_column(search.field, std::move(condition), lineage);
    case Kind::Term:
    case Kind::TermDirective:
    case Kind::CaseDirective:
        condition.values.push_back(value_of('*' + search.values.front().text + '*'));
        return of_column("_raw", std::move(condition), lineage);
    case Kind::MatchAll:
    case Kind::Not:
    case Kind::TimeBound:
    case Kind::Subsearch:
        break;
    }
    return std::nullopt;
}

Condition filter_condition(const EvalExpression& where,  // NOLINT(misc-no-recursion): as deep as the parser lets it be
                           const Lineage& lineage) {
    using Kind = EvalExpression::Kind;
    const auto translate = [&](const EvalExpression& part) { return filter_condition(part, lineage); };
    switch (where.kind) {
    case Kind::And:
        return of_parts(FilterCondition::Kind::All, where.arguments, translate);
    case Kind::Or:
        return of_parts(FilterCondition::Kind::Any, where.arguments, translate);
    case Kind::Compare:
        return where.comparison == Comparison::Equal ? of_equality(*where.arguments[0], *where.arguments[1], lineage)
                                                     : std::nullopt;
    case Kind::In:
        return of_membership(where, lineage);
    case Kind::Like:
        return of_like(where, lineage);
    case Kind::Call:
        return of_call(where, lineage);
    default:
        return std::nullopt;
    }
}

Condition filter_condition(std::string_view column, std::string_view pattern, const Lineage& lineage) {
    if (!lineage.origin_of(column)) {
        return std::nullopt;  // before the pattern is looked at
    }
    const auto literals = literals_of_regex(pattern);
    if (!literals) {
        return std::nullopt;
    }
    FilterCondition condition;
    for (const auto& literal : *literals) {
        condition.values.push_back(value_of('*' + literal + '*'));
    }
    return of_column(column, std::move(condition), lineage);
}

}  // namespace karst
