#include "tests/naive/naive_pipeline.h"
#include "tests/naive/naive_value.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <stdexcept>

namespace karst::naive {

namespace {

using Kind = EvalExpression::Kind;
using Values = std::vector<NaiveValue>;

NaiveValue compare(Comparison comparison, const NaiveValue& left, const NaiveValue& right) {
    if (left.is_null() || right.is_null()) {
        return NaiveValue::null();
    }
    const auto a = left.as_number();
    const auto b = right.as_number();
    const int order = a && b ? (*a < *b ? -1 : *a > *b ? 1 : 0) : left.shown().compare(right.shown());
    switch (comparison) {
    case Comparison::Equal:
        return NaiveValue::truth(order == 0);
    case Comparison::NotEqual:
        return NaiveValue::truth(order != 0);
    case Comparison::Less:
        return NaiveValue::truth(order < 0);
    case Comparison::LessEqual:
        return NaiveValue::truth(order <= 0);
    case Comparison::Greater:
        return NaiveValue::truth(order > 0);
    case Comparison::GreaterEqual:
        return NaiveValue::truth(order >= 0);
    }
    return NaiveValue::null();
}

NaiveValue calculate(char operation, const NaiveValue& left, const NaiveValue& right) {
    const auto a = left.as_number();
    const auto b = right.as_number();
    const bool both_text = left.kind == NaiveValue::Kind::Text && right.kind == NaiveValue::Kind::Text;
    if (operation == '+' && both_text && !(a && b)) {
        return NaiveValue::of(left.text + right.text);
    }
    if (!a || !b || (operation == '/' && *b == 0)) {
        return NaiveValue::null();
    }
    switch (operation) {
    case '+':
        return NaiveValue::of(*a + *b);
    case '-':
        return NaiveValue::of(*a - *b);
    case '*':
        return NaiveValue::of(*a * *b);
    case '/':
        return NaiveValue::of(*a / *b);
    default:
        throw std::logic_error("the naive evaluator does not know this operation");
    }
}

// AND and OR of Kleene: one operand that decides is enough, and otherwise one that is not known makes the whole not known.
NaiveValue decide(const Values& values, bool deciding) {
    if (std::any_of(values.begin(), values.end(),
                    [&](const NaiveValue& value) { return !value.is_null() && value.is_true() == deciding; })) {
        return NaiveValue::truth(deciding);
    }
    const bool unknown = std::any_of(values.begin(), values.end(), [](const NaiveValue& value) { return value.is_null(); });
    return unknown ? NaiveValue::null() : NaiveValue::truth(!deciding);
}

NaiveValue mapped(const NaiveValue& value, int (*each)(int)) {
    if (value.is_null()) {
        return value;
    }
    auto text = value.shown();
    std::transform(text.begin(), text.end(), text.begin(), [&](unsigned char c) { return static_cast<char>(each(c)); });
    return NaiveValue::of(text);
}

NaiveValue call(const std::string& name, const Values& values) {
    const auto& first = values.front();
    if (name == "if") {
        return first.is_true() ? values[1] : values[2];
    }
    if (name == "coalesce") {
        const auto found = std::find_if(values.begin(), values.end(), [](const NaiveValue& value) { return !value.is_null(); });
        return found == values.end() ? NaiveValue::null() : *found;
    }
    if (name == "isnull" || name == "isnotnull") {
        return NaiveValue::truth(first.is_null() == (name == "isnull"));
    }
    if (name == "upper") {
        return mapped(first, std::toupper);
    }
    if (name == "lower") {
        return mapped(first, std::tolower);
    }
    if (name == "len") {
        return first.is_null() ? first : NaiveValue::of(static_cast<double>(first.shown().size()));
    }
    if (name == "abs") {
        const auto number = first.as_number();
        return number ? NaiveValue::of(std::fabs(*number)) : NaiveValue::null();
    }
    if (name == "mvcount") {
        const auto count = first.kind == NaiveValue::Kind::List ? first.list.size() : 1;
        return first.is_null() ? first : NaiveValue::of(static_cast<double>(count));
    }
    throw std::logic_error("the naive evaluator does not know the function " + name);
}

}  // namespace

NaiveValue evaluate(const EvalExpression& expression, const NaiveRow& row) {
    Values values;
    for (const auto& argument : expression.arguments) {
        values.push_back(evaluate(*argument, row));
    }
    switch (expression.kind) {
    case Kind::Number:
        return NaiveValue::of(expression.number);
    case Kind::String:
        return NaiveValue::of(expression.text);
    case Kind::Field: {
        const auto field = row.find(expression.text);
        return field == row.end() ? NaiveValue::null() : NaiveValue::of(field->second);
    }
    case Kind::Call:
        return call(expression.text, values);
    case Kind::Not:
        return values[0].is_null() ? values[0] : NaiveValue::truth(!values[0].is_true());
    case Kind::And:
        return decide(values, false);
    case Kind::Or:
        return decide(values, true);
    case Kind::Compare:
        return compare(expression.comparison, values[0], values[1]);
    case Kind::Arithmetic:
        return calculate(expression.operation, values[0], values[1]);
    case Kind::Concatenate:
        return values[0].is_null() || values[1].is_null() ? NaiveValue::null()
                                                          : NaiveValue::of(values[0].shown() + values[1].shown());
    case Kind::In: {
        Values equal;
        for (std::size_t index = 1; index < values.size(); ++index) {
            equal.push_back(compare(Comparison::Equal, values[0], values[index]));
        }
        return decide(equal, true);
    }
    default:
        throw std::logic_error("the naive evaluator does not know this eval expression");
    }
}

}  // namespace karst::naive
