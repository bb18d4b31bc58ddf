#include "engine/search/required_literals.h"

#include "engine/search/value_matcher.h"
#include "engine/text/ip.h"
#include "engine/value/wildcard.h"

#include <algorithm>

namespace karst {

namespace {

using Texts = std::optional<std::vector<std::string>>;
using DerivedValuesOf = std::function<DerivedValues(std::string_view)>;

constexpr std::size_t kMinLength = 3;  // shorter ones stand in nearly every event

// The longest text between the stars of a pattern, unless one of the values that need not stand in the text fits it.
Texts of_value(const SearchValue& value, const DerivedValues& made) {
    const ValueMatcher matcher(value);
    if (!made || std::any_of(made->begin(), made->end(), [&](const auto& one) { return matcher.equals(Value::string(one)); })) {
        return std::nullopt;
    }
    const Wildcard pattern(value.text, Wildcard::Case::Insensitive);
    if (pattern.is_literal() && IpNetwork::parse(value.text)) {
        return std::nullopt;
    }
    const auto& pieces = pattern.pieces();
    const auto longest =
        std::max_element(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
    const bool usable = longest->size() >= kMinLength && longest->find_first_of("\r\n") == std::string::npos;
    return usable ? Texts({*longest}) : std::nullopt;
}

bool add(std::vector<std::string>& all, Texts texts) {
    if (texts) {
        all.insert(all.end(), texts->begin(), texts->end());
    }
    return texts.has_value();
}

Texts of_values(const std::vector<SearchValue>& values, const DerivedValues& made) {
    std::vector<std::string> all;
    const bool each =
        std::all_of(values.begin(), values.end(), [&](const auto& value) { return add(all, of_value(value, made)); });
    return each ? Texts(std::move(all)) : std::nullopt;
}

std::size_t shortest(const std::vector<std::string>& texts) {
    return std::min_element(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })
        ->size();
}

// Fewer texts are looked for faster, and longer ones are rarer.
bool is_better(const std::vector<std::string>& one, const std::vector<std::string>& other) {
    return one.size() != other.size() ? one.size() < other.size() : shortest(one) > shortest(other);
}

}  // namespace

Texts better_literals(Texts one, Texts other) {
    return !one || (other && is_better(*other, *one)) ? std::move(other) : std::move(one);
}

Texts required_literals(const FilterCondition& condition,  // NOLINT(misc-no-recursion): as deep as was parsed
                        const DerivedValuesOf& derived_values) {
    switch (condition.kind) {
    case FilterCondition::Kind::All: {
        Texts best;
        for (const auto& part : condition.parts) {
            best = better_literals(std::move(best), required_literals(part, derived_values));
        }
        return best;
    }
    case FilterCondition::Kind::Any: {
        std::vector<std::string> all;
        const bool each = std::all_of(condition.parts.begin(), condition.parts.end(),
                                      [&](const auto& part) { return add(all, required_literals(part, derived_values)); });
        return each ? Texts(std::move(all)) : std::nullopt;
    }
    case FilterCondition::Kind::OneOf:
        break;
    }
    return condition.numbers.empty() ? of_values(condition.values, derived_values(condition.field)) : std::nullopt;
}

Texts required_literals(const SearchExpression& expression, const DerivedValuesOf& derived_values) {
    using Kind = SearchExpression::Kind;
    switch (expression.kind) {
    case Kind::And: {
        Texts best;
        for (const auto& child : expression.children) {
            best = better_literals(std::move(best), required_literals(*child, derived_values));
        }
        return best;
    }
    case Kind::Or: {
        std::vector<std::string> all;
        const bool each = std::all_of(expression.children.begin(), expression.children.end(),
                                      [&](const auto& child) { return add(all, required_literals(*child, derived_values)); });
        return each ? Texts(std::move(all)) : std::nullopt;
    }
    case Kind::Compare:
        return expression.comparison == Comparison::Equal
                   ? of_value(expression.values.front(), derived_values(expression.field))
                   : std::nullopt;
    case Kind::In:
        return of_values(expression.values, derived_values(expression.field));
    case Kind::Term:
    case Kind::TermDirective:
    case Kind::CaseDirective:
        return of_value(expression.values.front(), derived_values("_raw"));
    default:
        return std::nullopt;
    }
}

}  // namespace karst
