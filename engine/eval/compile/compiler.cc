#include "engine/eval/compile/compiler.h"

#include "engine/eval/compile/function_table.h"
#include "engine/eval/compile/type_check.h"
#include "engine/eval/functions/comparison_builders.h"
#include "engine/eval/nodes.h"
#include "engine/search/predicate.h"
#include "parser/parser.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr std::size_t kMaxArguments = 32;  // evaluated on the stack up to here

// A call of a function of values. Arguments are evaluated in order; a null one makes the result null unless the function
// says that it wants to see nulls.
class CallNode final : public EvalNode {
public:
    CallNode(const FunctionSpec& function, std::vector<EvalNodePtr> arguments)
        : function_(function), arguments_(std::move(arguments)) {}

    Value evaluate(EvalContext& context) const override {
        if (arguments_.size() <= kMaxArguments) {
            std::array<Value, kMaxArguments> values;
            return call({values.data(), arguments_.size()}, context);
        }
        std::vector<Value> values(arguments_.size());
        return call(values, context);
    }
    bool is_boolean() const override { return function_.returns_boolean; }

private:
    Value call(std::span<Value> values, EvalContext& context) const {
        for (std::size_t index = 0; index < values.size(); ++index) {
            values[index] = arguments_[index]->evaluate(context);
            if (values[index].is_null() && !function_.sees_null) {
                return {};
            }
        }
        return function_.eager(values, context);
    }

    const FunctionSpec& function_;
    std::vector<EvalNodePtr> arguments_;
};

std::string count_text(const FunctionSpec& function) {
    const auto plural = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " argument" : " arguments"); };
    if (function.max_arguments == FunctionSpec::kAnyNumber) {
        return "at least " + plural(function.min_arguments);
    }
    if (function.min_arguments == function.max_arguments) {
        return plural(function.min_arguments);
    }
    return std::to_string(function.min_arguments) + " to " + plural(function.max_arguments);
}

// The fields that the search in the first argument reads, as of searchmatch("…"). What is wrong with it is said when it is
// compiled.
void collect_searched_fields(const EvalExpression& call, std::vector<std::string>& names) {
    if (call.arguments.empty() || call.arguments[0]->kind != EvalExpression::Kind::String) {
        return;
    }
    try {
        const auto search = parse_search_expression(SourceText::whole("searchmatch", call.arguments[0]->text));
        for (const auto& name : fields_read(*search, false)) {
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
            }
        }
    } catch (const DiagnosticError&) {
        return;
    }
}

void collect_fields(const EvalExpression& expression, std::vector<std::string>& names) {
    if (expression.kind == EvalExpression::Kind::Field &&
        std::find(names.begin(), names.end(), expression.text) == names.end()) {
        names.push_back(expression.text);
    }
    if (expression.kind == EvalExpression::Kind::Call) {
        const auto* function = find_function(expression.text);
        if (function != nullptr && function->takes_search) {
            collect_searched_fields(expression, names);
        }
    }
    for (const auto& argument : expression.arguments) {
        collect_fields(*argument, names);
    }
}

}  // namespace

std::vector<std::string> fields_read(const EvalExpression& expression) {
    std::vector<std::string> names;
    collect_fields(expression, names);
    return names;
}

EvalNodePtr EvalCompiler::compile_call(const EvalExpression& call) {
    const auto* function = find_function(call.text);
    const auto name_end = call.span.begin + static_cast<std::uint32_t>(call.text.size());
    if (function == nullptr) {
        std::vector<std::string_view> known;
        for (const auto* candidate : all_functions()) {
            known.push_back(candidate->name);
        }
        fail("spl-unknown-function", {call.span.begin, name_end}, "unknown function '" + call.text + "'",
             "not an eval function", did_you_mean(call.text, known));
    }
    if (call.arguments.size() < function->min_arguments || call.arguments.size() > function->max_arguments) {
        fail("spl-argument-count", call.span,
             "the function " + call.text + " takes " + count_text(*function) + ", not " + std::to_string(call.arguments.size()),
             Help{std::string(function->signature)});
    }
    if (function->uses_now) {
        on_now_();
    }
    if (function->uses_random) {
        on_random_();
    }
    if (function->build != nullptr) {
        return function->build(call, *this);
    }
    std::vector<EvalNodePtr> arguments;
    for (const auto& argument : call.arguments) {
        arguments.push_back(compile(*argument));
    }
    return std::make_unique<CallNode>(*function, std::move(arguments));
}

EvalNodePtr EvalCompiler::compile(const EvalExpression& expression) {
    using Kind = EvalExpression::Kind;
    const auto& operands = expression.arguments;
    check_operand_types(expression, *this);
    switch (expression.kind) {
    case Kind::Number:
        return make_number_node(expression.number, expression.significant);
    case Kind::String:
        return make_string_node(expression.text);
    case Kind::Field:
        return make_field_node(field(expression.text));
    case Kind::Call:
        return compile_call(expression);
    case Kind::Negate:
        return make_negate_node(compile(*operands[0]));
    case Kind::Not:
        return make_not_node(compile_condition(*operands[0]));
    case Kind::And:
    case Kind::Or:
    case Kind::Xor: {
        std::vector<EvalNodePtr> conditions;
        for (const auto& operand : operands) {
            conditions.push_back(compile_condition(*operand));
        }
        return make_logical_node(expression.kind, std::move(conditions));
    }
    case Kind::Compare:
        return make_comparison_node(expression.comparison, compile(*operands[0]), compile(*operands[1]));
    case Kind::Arithmetic:
        if (is_text_expression(expression)) {
            return make_concatenation_node(compile(*operands[0]), compile(*operands[1]));  // "5"+"3" are two texts
        }
        return make_arithmetic_node(expression.operation, compile(*operands[0]), compile(*operands[1]));
    case Kind::Concatenate:
        return make_concatenation_node(compile(*operands[0]), compile(*operands[1]));
    case Kind::Like:
        return build_like(expression, *this);  // the operator is the function like() written between its arguments
    case Kind::In: {
        std::vector<EvalNodePtr> list;
        for (std::size_t index = 1; index < operands.size(); ++index) {
            list.push_back(compile(*operands[index]));
        }
        return make_membership_node(compile(*operands[0]), std::move(list));
    }
    case Kind::Subsearch:
        if (on_subsearch_) {
            return on_subsearch_(expression);
        }
        fail("spl-subsearch-place", expression.span, "a subsearch cannot stand here");
    }
    return nullptr;
}

EvalNodePtr EvalCompiler::compile_condition(const EvalExpression& expression) {
    const auto type = static_type(expression);
    const bool arithmetic = expression.kind == EvalExpression::Kind::Arithmetic;
    if (arithmetic || type == StaticType::Number || type == StaticType::Text) {
        fail("spl-not-a-condition", expression.span, "expected a condition, found a value", "neither true nor false",
             "compare it with something, as in x=\"y\" or x>0");
    }
    return compile(expression);
}

EvalNodePtr EvalCompiler::compile_assignment(const EvalExpression& expression) {
    auto node = compile(expression);
    if (node->is_boolean()) {
        fail("spl-boolean-result", expression.span, "a field cannot hold a Boolean", "true or false",
             "use if(…, \"true\", \"false\") or tostring(…)");
    }
    using Kind = EvalExpression::Kind;
    const bool computed =
        expression.kind == Kind::Call || expression.kind == Kind::Arithmetic || expression.kind == Kind::Negate;
    return computed ? make_field_value_node(std::move(node)) : std::move(node);
}

EvalNodePtr EvalCompiler::compile_with(const EvalExpression& body, std::string_view name, FieldId id) {
    const FieldResolver outer = resolve_;
    resolve_ = [&outer, name, id](std::string_view wanted) { return wanted == name ? id : outer(wanted); };
    try {
        auto node = compile(body);
        resolve_ = outer;
        return node;
    } catch (...) {
        resolve_ = outer;
        throw;
    }
}

void EvalCompiler::saw_regex(const Regex& regex, Span span) const {
    if (on_regex_) {
        on_regex_(regex, source(), span);
    }
}

bool EvalCompiler::gives_text(const EvalExpression& expression) const {
    return is_text_expression(expression);
}

std::vector<std::string> EvalCompiler::fields_of(const EvalExpression& expression) const {
    return fields_read(expression);
}

FieldId EvalCompiler::temporary() {
    return next_temporary_++;
}

}  // namespace karst
