#include "engine/eval/compile/type_check.h"

#include "engine/eval/compile/function_table.h"
#include "engine/eval/literals.h"
#include "engine/value/number.h"

#include <algorithm>
#include <string>

namespace karst {

namespace {

using Kind = EvalExpression::Kind;

// How far down an expression is looked at for its type: each operator asks for those of its operands, so without an end a long
// chain of operators would cost its length squared and more.
constexpr int kDepth = 8;

StaticType type_at(const EvalExpression& expression, int depth);

StaticType type_of_call(const EvalExpression& call, int depth) {
    const auto* function = find_function(call.text);
    if (function == nullptr) {
        return StaticType::Unknown;
    }
    if (function->returns_boolean) {
        return StaticType::Boolean;
    }
    switch (function->returns) {
    case Returns::Number:
        return StaticType::Number;
    case Returns::Text:
        return StaticType::Text;
    case Returns::Branches:
        if (call.arguments.size() == 3) {
            const auto type = type_at(*call.arguments[1], depth);
            return type == type_at(*call.arguments[2], depth) ? type : StaticType::Unknown;
        }
        break;
    case Returns::Any:
        break;
    }
    return StaticType::Unknown;
}

StaticType type_of_sum(const EvalExpression& sum, int depth) {
    if (is_text_expression(sum)) {
        return StaticType::Text;
    }
    const bool number = std::any_of(sum.arguments.begin(), sum.arguments.end(), [&](const EvalExpressionPtr& operand) {
        return type_at(*operand, depth) == StaticType::Number;
    });
    return number ? StaticType::Number : StaticType::Unknown;
}

StaticType type_at(const EvalExpression& expression, int depth) {
    if (depth == 0) {
        return StaticType::Unknown;
    }
    switch (expression.kind) {
    case Kind::Number:
    case Kind::Negate:
        return StaticType::Number;
    case Kind::String:
    case Kind::Concatenate:
        return StaticType::Text;
    case Kind::Arithmetic:
        return expression.operation == '+' ? type_of_sum(expression, depth - 1) : StaticType::Number;
    case Kind::Not:
    case Kind::And:
    case Kind::Or:
    case Kind::Xor:
    case Kind::Compare:
    case Kind::Like:
    case Kind::In:
        return StaticType::Boolean;
    case Kind::Call:
        return type_of_call(expression, depth - 1);
    case Kind::Field:
    case Kind::Subsearch:
        return StaticType::Unknown;
    }
    return StaticType::Unknown;
}

class Checker {
public:
    explicit Checker(const EvalCompiler& compiler) : compiler_(compiler) {}

    void arithmetic(const EvalExpression& expression) const {
        const auto sign = "'" + std::string(1, expression.kind == Kind::Negate ? '-' : expression.operation) + "'";
        const bool plus = expression.operation == '+' && expression.kind != Kind::Negate;
        const bool number = std::any_of(expression.arguments.begin(), expression.arguments.end(),
                                        [](const auto& operand) { return static_type(*operand) == StaticType::Number; });
        for (const auto& operand : expression.arguments) {
            if (is_boolean(*operand) || (is_word(*operand) && (!plus || number))) {
                mismatch(*operand, sign + (plus ? " takes two numbers or two texts" : " takes numbers"));
            }
        }
    }

    void concatenation(const EvalExpression& expression) const {
        for (const auto& operand : expression.arguments) {
            if (is_boolean(*operand)) {
                mismatch(*operand, "'.' takes texts and numbers");
            }
        }
    }

    void comparison(const EvalExpression& expression) const {
        const auto left = static_type(*expression.arguments[0]);
        const auto right = static_type(*expression.arguments[1]);
        const bool differ = left != StaticType::Unknown && right != StaticType::Unknown && left != right;
        if (differ && (left == StaticType::Boolean || right == StaticType::Boolean)) {
            const auto& value = *expression.arguments[left == StaticType::Boolean ? 1 : 0];
            mismatch(value, "a Boolean is compared with a value");
        }
    }

    void call(const EvalExpression& expression) const {
        const auto* function = find_function(expression.text);
        if (function != nullptr && function->check != nullptr) {
            function->check(expression, compiler_);
        }
        if (function == nullptr || function->argument_type == ArgumentType::Any) {
            return;
        }
        const bool numeric = function->argument_type == ArgumentType::Number;
        for (const auto& argument : expression.arguments) {
            if (is_boolean(*argument) || (numeric && is_word(*argument))) {
                mismatch(*argument, "the function " + expression.text + " takes " + (numeric ? "numbers" : "values"));
            }
        }
    }

private:
    static bool is_boolean(const EvalExpression& expression) { return static_type(expression) == StaticType::Boolean; }

    [[noreturn]] void mismatch(const EvalExpression& operand, const std::string& message) const {
        const bool boolean = is_boolean(operand);
        compiler_.fail("spl-type-mismatch", operand.span, message, boolean ? "true or false" : "text",
                       boolean ? "use if(…, \"true\", \"false\") or tostring(…)" : "");
    }

    const EvalCompiler& compiler_;
};

}  // namespace

bool is_text_expression(const EvalExpression& expression) {
    if (expression.kind == Kind::Arithmetic && expression.operation == '+') {
        // The chain hangs on the left: mostly the operand on the right decides at once.
        return is_text_expression(*expression.arguments[1]) && is_text_expression(*expression.arguments[0]);
    }
    if (expression.kind == Kind::Call) {
        const auto* function = find_function(expression.text);
        return function != nullptr && function->adds_as_text;
    }
    return expression.kind == Kind::String || expression.kind == Kind::Concatenate;
}

StaticType static_type(const EvalExpression& expression) {
    return type_at(expression, kDepth);
}

void check_operand_types(const EvalExpression& expression, const EvalCompiler& compiler) {
    const Checker checker(compiler);
    switch (expression.kind) {
    case Kind::Negate:
    case Kind::Arithmetic:
        return checker.arithmetic(expression);
    case Kind::Concatenate:
        return checker.concatenation(expression);
    case Kind::Compare:
        return checker.comparison(expression);
    case Kind::Call:
        return checker.call(expression);
    default:
        return;
    }
}

}  // namespace karst
