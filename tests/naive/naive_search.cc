#include "tests/naive/naive_pipeline.h"
#include "tests/naive/naive_value.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace karst::naive {

namespace {

std::string folded(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// `*` stands for anything; both in lower case.
bool like(const std::string& pattern, const std::string& text, std::size_t at = 0, std::size_t from = 0) {
    if (at == pattern.size()) {
        return from == text.size();
    }
    if (pattern[at] == '*') {
        return like(pattern, text, at + 1, from) || (from < text.size() && like(pattern, text, at, from + 1));
    }
    return from < text.size() && pattern[at] == text[from] && like(pattern, text, at + 1, from + 1);
}

bool compares(Comparison comparison, const std::string& item, const std::string& value) {
    if (comparison == Comparison::Equal || comparison == Comparison::NotEqual) {
        return like(folded(value), folded(item)) == (comparison == Comparison::Equal);
    }
    const auto left = number_spelled(item);
    const auto right = number_spelled(value);
    int order = 0;
    if (left && right) {
        order = *left < *right ? -1 : *left > *right ? 1 : 0;
    } else {
        order = folded(item).compare(folded(value));
    }
    switch (comparison) {
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

}  // namespace

bool matches(const SearchExpression& expression, const NaiveRow& row) {
    using Kind = SearchExpression::Kind;
    const auto some_value = [&](auto holds) {
        const auto field = row.find(expression.field);
        return field != row.end() && std::any_of(field->second.begin(), field->second.end(), holds);
    };
    const auto child = [&](const auto& one) { return matches(*one, row); };
    switch (expression.kind) {
    case Kind::MatchAll:
        return true;
    case Kind::And:
        return std::all_of(expression.children.begin(), expression.children.end(), child);
    case Kind::Or:
        return std::any_of(expression.children.begin(), expression.children.end(), child);
    case Kind::Not:
        return !child(expression.children.front());
    case Kind::Compare:
        return some_value(
            [&](const std::string& item) { return compares(expression.comparison, item, expression.values.front().text); });
    case Kind::In:
        return some_value([&](const std::string& item) {
            return std::any_of(expression.values.begin(), expression.values.end(),
                               [&](const SearchValue& value) { return compares(Comparison::Equal, item, value.text); });
        });
    default:
        throw std::logic_error("the naive evaluator does not know this search expression");
    }
}

}  // namespace karst::naive
