#include "engine/eval/nodes.h"

#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>

namespace karst {

namespace {

class NumberNode final : public EvalNode {
public:
    NumberNode(double number, std::uint8_t significant) : value_(Value::number(number, significant)) {}
    Value evaluate(EvalContext&) const override { return value_; }
    const Value* constant() const override { return &value_; }

private:
    Value value_;
};

class StringNode final : public EvalNode {
public:
    explicit StringNode(std::string text) : text_(std::move(text)), value_(Value::string(text_)) {}
    Value evaluate(EvalContext&) const override { return value_; }
    const Value* constant() const override { return &value_; }

private:
    std::string text_;
    Value value_;
};

class FieldNode final : public EvalNode {
public:
    explicit FieldNode(FieldId id) : id_(id) {}
    Value evaluate(EvalContext& context) const override { return context.fields.field(id_); }

private:
    FieldId id_;
};

class NegateNode final : public EvalNode {
public:
    explicit NegateNode(EvalNodePtr operand) : operand_(std::move(operand)) {}
    Value evaluate(EvalContext& context) const override {
        const Value number = to_number_value(operand_->evaluate(context));
        return number.is_null() ? number : Value::number(-number.as_number(), number.significant());
    }

private:
    EvalNodePtr operand_;
};

class NotNode final : public EvalNode {
public:
    explicit NotNode(EvalNodePtr operand) : operand_(std::move(operand)) {}
    Value evaluate(EvalContext& context) const override {
        const Value value = operand_->evaluate(context);
        return value.is_boolean() ? Value::boolean(!value.as_boolean()) : Value();
    }
    bool is_boolean() const override { return true; }

private:
    EvalNodePtr operand_;
};

// AND and OR, three-valued: a side that decides the result makes a null on the other side irrelevant.
template <bool kDeciding>
class LogicalNode final : public EvalNode {
public:
    explicit LogicalNode(std::vector<EvalNodePtr> operands) : operands_(std::move(operands)) {}
    Value evaluate(EvalContext& context) const override {
        bool unknown = false;
        for (const auto& operand : operands_) {
            const Value value = operand->evaluate(context);
            if (!value.is_boolean()) {
                unknown = true;
            } else if (value.as_boolean() == kDeciding) {
                return value;
            }
        }
        return unknown ? Value() : Value::boolean(!kDeciding);
    }
    bool is_boolean() const override { return true; }

private:
    std::vector<EvalNodePtr> operands_;
};

class XorNode final : public EvalNode {
public:
    explicit XorNode(std::vector<EvalNodePtr> operands) : operands_(std::move(operands)) {}
    Value evaluate(EvalContext& context) const override {
        bool odd = false;
        for (const auto& operand : operands_) {
            const Value value = operand->evaluate(context);
            if (!value.is_boolean()) {
                return {};
            }
            odd ^= value.as_boolean();
        }
        return Value::boolean(odd);
    }
    bool is_boolean() const override { return true; }

private:
    std::vector<EvalNodePtr> operands_;
};

bool holds(Comparison comparison, Value left, Value right) {
    if (comparison == Comparison::Equal || comparison == Comparison::NotEqual) {
        return equal_values(left, right) == (comparison == Comparison::Equal);
    }
    const auto order = compare_values(left, right);
    switch (comparison) {
    case Comparison::Less:
        return order < 0;
    case Comparison::LessEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterEqual:
        return order >= 0;
    default:
        return false;
    }
}

// A list compares as Splunk's where does: true when any of its values does.
Value compare_any(Comparison comparison, Value left, Value right) {
    for (const Value a : left.items()) {
        for (const Value b : right.items()) {
            if (holds(comparison, a, b)) {
                return Value::boolean(true);
            }
        }
    }
    return Value::boolean(false);
}

class ComparisonNode final : public EvalNode {
public:
    ComparisonNode(Comparison comparison, EvalNodePtr left, EvalNodePtr right)
        : comparison_(comparison), left_(std::move(left)), right_(std::move(right)) {}
    Value evaluate(EvalContext& context) const override {
        const Value left = left_->evaluate(context);
        if (left.is_null()) {
            return {};
        }
        const Value right = right_->evaluate(context);
        if (right.is_null()) {
            return {};
        }
        if (left.is_multivalue() || right.is_multivalue()) {
            return compare_any(comparison_, left, right);
        }
        return Value::boolean(holds(comparison_, left, right));
    }
    bool is_boolean() const override { return true; }

private:
    Comparison comparison_;
    EvalNodePtr left_;
    EvalNodePtr right_;
};

// Products keep the fewest significant figures of their factors, sums the fewest decimal places of their terms; exact numbers
// (whole ones, results of most functions) do not count. The number itself stays as it is until it is shown or becomes a field,
// so that exact() finds all of it.
Value product(double result, Value left, Value right) {
    const auto a = left.significant();
    const auto b = right.significant();
    return Value::number(result, a == 0 ? b : b == 0 ? a : std::min(a, b));
}

Value sum(double result, Value left, Value right) {
    if (left.significant() == 0 && right.significant() == 0) {
        return Value::number(result);
    }
    const int places = left.significant() == 0    ? decimal_places(right)
                       : right.significant() == 0 ? decimal_places(left)
                                                  : std::min(decimal_places(left), decimal_places(right));
    return Value::number(result, significant_figures(result, places));
}

class ArithmeticNode final : public EvalNode {
public:
    ArithmeticNode(char operation, EvalNodePtr left, EvalNodePtr right)
        : operation_(operation), left_(std::move(left)), right_(std::move(right)) {}

    Value evaluate(EvalContext& context) const override {
        const Value left = left_->evaluate(context);
        const Value right = right_->evaluate(context);
        const Value a = to_number_value(left);
        const Value b = to_number_value(right);
        if (a.is_null() || b.is_null()) {
            const bool joins = operation_ == '+' && left.is_string() && right.is_string();
            return joins ? join(left, right, context.arena) : Value();
        }
        const double x = a.as_number();
        const double y = b.as_number();
        switch (operation_) {
        case '+':
            return sum(x + y, a, b);
        case '-':
            return sum(x - y, a, b);
        case '*':
            return product(x * y, a, b);
        case '/':
            return y == 0 ? Value() : product(x / y, a, b);
        default:
            return y == 0 ? Value() : Value::number(std::fmod(x, y));
        }
    }

    static Value join(Value left, Value right, Arena& arena) {
        const auto a = text_of(left, arena);
        const auto b = text_of(right, arena);
        auto* text = static_cast<char*>(arena.allocate(a.size() + b.size(), 1));
        std::copy(a.begin(), a.end(), text);
        std::copy(b.begin(), b.end(), text + a.size());
        return Value::string({text, a.size() + b.size()});
    }

private:
    char operation_;
    EvalNodePtr left_;
    EvalNodePtr right_;
};

class ConcatenationNode final : public EvalNode {
public:
    ConcatenationNode(EvalNodePtr left, EvalNodePtr right) : left_(std::move(left)), right_(std::move(right)) {}
    Value evaluate(EvalContext& context) const override {
        const Value left = left_->evaluate(context);
        const Value right = right_->evaluate(context);
        return left.is_null() || right.is_null() ? Value() : ArithmeticNode::join(left, right, context.arena);
    }

private:
    EvalNodePtr left_;
    EvalNodePtr right_;
};

class MembershipNode final : public EvalNode {
public:
    MembershipNode(EvalNodePtr left, std::vector<EvalNodePtr> list) : left_(std::move(left)), list_(std::move(list)) {}
    Value evaluate(EvalContext& context) const override {
        const Value left = left_->evaluate(context);
        if (left.is_null()) {
            return {};
        }
        for (const auto& entry : list_) {
            const Value right = entry->evaluate(context);
            if (!right.is_null() && compare_any(Comparison::Equal, left, right).as_boolean()) {
                return Value::boolean(true);
            }
        }
        return Value::boolean(false);
    }
    bool is_boolean() const override { return true; }

private:
    EvalNodePtr left_;
    std::vector<EvalNodePtr> list_;
};

class FieldValueNode final : public EvalNode {
public:
    explicit FieldValueNode(EvalNodePtr operand) : operand_(std::move(operand)) {}
    Value evaluate(EvalContext& context) const override {
        const Value value = operand_->evaluate(context);
        if (value.is_boolean()) {
            return Value::string(value.as_boolean() ? "True" : "False");
        }
        return value.is_number() ? as_shown(value) : value;
    }
    const Value* constant() const override { return operand_->constant(); }

private:
    EvalNodePtr operand_;
};

}  // namespace

EvalNodePtr make_number_node(double number, std::uint8_t significant) {
    return std::make_unique<NumberNode>(number, significant);
}

EvalNodePtr make_string_node(std::string text) {
    return std::make_unique<StringNode>(std::move(text));
}

EvalNodePtr make_field_node(FieldId id) {
    return std::make_unique<FieldNode>(id);
}

EvalNodePtr make_negate_node(EvalNodePtr operand) {
    return std::make_unique<NegateNode>(std::move(operand));
}

EvalNodePtr make_not_node(EvalNodePtr operand) {
    return std::make_unique<NotNode>(std::move(operand));
}

EvalNodePtr make_logical_node(EvalExpression::Kind kind, std::vector<EvalNodePtr> operands) {
    if (kind == EvalExpression::Kind::And) {
        return std::make_unique<LogicalNode<false>>(std::move(operands));
    }
    if (kind == EvalExpression::Kind::Or) {
        return std::make_unique<LogicalNode<true>>(std::move(operands));
    }
    return std::make_unique<XorNode>(std::move(operands));
}

EvalNodePtr make_comparison_node(Comparison comparison, EvalNodePtr left, EvalNodePtr right) {
    return std::make_unique<ComparisonNode>(comparison, std::move(left), std::move(right));
}

EvalNodePtr make_arithmetic_node(char operation, EvalNodePtr left, EvalNodePtr right) {
    return std::make_unique<ArithmeticNode>(operation, std::move(left), std::move(right));
}

EvalNodePtr make_concatenation_node(EvalNodePtr left, EvalNodePtr right) {
    return std::make_unique<ConcatenationNode>(std::move(left), std::move(right));
}

EvalNodePtr make_membership_node(EvalNodePtr left, std::vector<EvalNodePtr> list) {
    return std::make_unique<MembershipNode>(std::move(left), std::move(list));
}

EvalNodePtr make_field_value_node(EvalNodePtr operand) {
    return std::make_unique<FieldValueNode>(std::move(operand));
}

}  // namespace karst
