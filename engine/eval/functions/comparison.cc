#include "engine/eval/functions/comparison_builders.h"
#include "engine/eval/functions/families.h"
#include "engine/eval/nodes.h"
#include "engine/value/compare.h"

#include <algorithm>
#include <iterator>

namespace karst {

namespace {

class IfNode final : public EvalNode {
public:
    IfNode(EvalNodePtr condition, EvalNodePtr then, EvalNodePtr otherwise)
        : condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}

    Value evaluate(EvalContext& context) const override {
        // A condition that is null is not true.
        return is_true(condition_->evaluate(context)) ? then_->evaluate(context) : otherwise_->evaluate(context);
    }
    bool is_boolean() const override { return then_->is_boolean() && otherwise_->is_boolean(); }

private:
    EvalNodePtr condition_;
    EvalNodePtr then_;
    EvalNodePtr otherwise_;
};

struct Branch {
    EvalNodePtr condition;
    EvalNodePtr value;
};

/// case() takes the value of the first condition that is true, validate() that of the first that is not.
class BranchesNode final : public EvalNode {
public:
    BranchesNode(std::vector<Branch> branches, bool wanted) : branches_(std::move(branches)), wanted_(wanted) {}

    Value evaluate(EvalContext& context) const override {
        for (const auto& branch : branches_) {
            const Value condition = branch.condition->evaluate(context);
            if (condition.is_boolean() && condition.as_boolean() == wanted_) {
                return branch.value->evaluate(context);
            }
        }
        return {};
    }
    bool is_boolean() const override {
        return std::all_of(branches_.begin(), branches_.end(), [](const Branch& branch) { return branch.value->is_boolean(); });
    }

private:
    std::vector<Branch> branches_;
    bool wanted_;
};

class CoalesceNode final : public EvalNode {
public:
    explicit CoalesceNode(std::vector<EvalNodePtr> choices) : choices_(std::move(choices)) {}

    Value evaluate(EvalContext& context) const override {
        for (const auto& choice : choices_) {
            const Value value = choice->evaluate(context);
            if (!value.is_null()) {
                return value;
            }
        }
        return {};
    }

private:
    std::vector<EvalNodePtr> choices_;
};

EvalNodePtr build_if(const EvalExpression& call, ExpressionCompiler& compiler) {
    return std::make_unique<IfNode>(compiler.compile_condition(*call.arguments[0]), compiler.compile(*call.arguments[1]),
                                    compiler.compile(*call.arguments[2]));
}

EvalNodePtr build_branches(const EvalExpression& call, ExpressionCompiler& compiler, bool wanted) {
    if (call.arguments.size() % 2 != 0) {
        compiler.fail("spl-argument-count", call.span, "the function " + call.text + " takes pairs of a condition and a value",
                      "the last condition has no value");
    }
    std::vector<Branch> branches;
    for (std::size_t index = 0; index < call.arguments.size(); index += 2) {
        auto condition = compiler.compile_condition(*call.arguments[index]);
        branches.push_back({std::move(condition), compiler.compile(*call.arguments[index + 1])});
    }
    return std::make_unique<BranchesNode>(std::move(branches), wanted);
}

EvalNodePtr build_case(const EvalExpression& call, ExpressionCompiler& compiler) {
    return build_branches(call, compiler, true);
}

EvalNodePtr build_validate(const EvalExpression& call, ExpressionCompiler& compiler) {
    return build_branches(call, compiler, false);
}

EvalNodePtr build_coalesce(const EvalExpression& call, ExpressionCompiler& compiler) {
    std::vector<EvalNodePtr> choices;
    for (const auto& argument : call.arguments) {
        choices.push_back(compiler.compile(*argument));
    }
    return std::make_unique<CoalesceNode>(std::move(choices));
}

EvalNodePtr build_in(const EvalExpression& call, ExpressionCompiler& compiler) {
    std::vector<EvalNodePtr> list;
    auto value = compiler.compile(*call.arguments[0]);
    for (std::size_t index = 1; index < call.arguments.size(); ++index) {
        list.push_back(compiler.compile(*call.arguments[index]));
    }
    return make_membership_node(std::move(value), std::move(list));
}

Value always_true(std::span<const Value>, EvalContext&) {
    return Value::boolean(true);
}

Value always_false(std::span<const Value>, EvalContext&) {
    return Value::boolean(false);
}

Value always_null(std::span<const Value>, EvalContext&) {
    return {};
}

Value nullif(std::span<const Value> arguments, EvalContext&) {
    const auto left = arguments[0].items();
    const auto right = arguments[1].items();
    const bool equal = std::equal(left.begin(), left.end(), right.begin(), right.end(), equal_values);
    return equal ? Value() : arguments[0];
}

constexpr auto kAny = FunctionSpec::kAnyNumber;
constexpr std::string_view kFamily = "Comparison and Conditional";

constexpr FunctionSpec kTable[] = {
    {.name = "case",
     .min_arguments = 2,
     .max_arguments = kAny,
     .build = build_case,
     .substring_of = ResultSubstringOf::EverySecond,
     .family = kFamily,
     .signature = "case(<condition>, <value>, ...)",
     .summary = "The value of the first condition that is true; null when none is."},
    {.name = "cidrmatch",
     .min_arguments = 2,
     .max_arguments = 2,
     .build = build_cidrmatch,
     .returns_boolean = true,
     .family = kFamily,
     .signature = "cidrmatch(<cidr>, <ip>)",
     .summary = "Whether an address, of version 4 or 6, is in a block."},
    {.name = "coalesce",
     .min_arguments = 1,
     .max_arguments = kAny,
     .build = build_coalesce,
     .substring_of = ResultSubstringOf::All,
     .family = kFamily,
     .signature = "coalesce(<values>)",
     .summary = "The first value that is not null."},
    {.name = "false",
     .eager = always_false,
     .returns_boolean = true,
     .family = kFamily,
     .signature = "false()",
     .summary = "False."},
    {.name = "if",
     .min_arguments = 3,
     .max_arguments = 3,
     .build = build_if,
     .returns = Returns::Branches,
     .substring_of = ResultSubstringOf::AfterFirst,
     .family = kFamily,
     .signature = "if(<predicate>, <true_value>, <false_value>)",
     .summary = "One value when the predicate is true, the other when it is false or null."},
    {.name = "in",
     .min_arguments = 2,
     .max_arguments = kAny,
     .build = build_in,
     .returns_boolean = true,
     .family = kFamily,
     .signature = "in(<field>, <list>)",
     .summary = "Whether a value equals one of a list."},
    {.name = "like",
     .min_arguments = 2,
     .max_arguments = 2,
     .build = build_like,
     .returns_boolean = true,
     .pattern = PatternKind::Like,
     .family = kFamily,
     .signature = "like(<str>, <pattern>)",
     .summary = "Whether text matches a pattern in which % is any text and _ any character."},
    {.name = "lookup",
     .min_arguments = 3,
     .max_arguments = 3,
     .build = build_lookup,
     .family = kFamily,
     .signature = "lookup(<lookup_table>, json_object(<input_field>, <match_field>, ...), json_array(<output_field>, ...))",
     .summary = "What a lookup table holds, as a JSON object."},
    {.name = "match",
     .min_arguments = 2,
     .max_arguments = 2,
     .build = build_match,
     .returns_boolean = true,
     .pattern = PatternKind::Regex,
     .family = kFamily,
     .signature = "match(<str>, <regex>)",
     .summary = "Whether a regular expression matches somewhere in text."},
    {.name = "null",
     .eager = always_null,
     .substring_of = ResultSubstringOf::All,
     .family = kFamily,
     .signature = "null()",
     .summary = "No value."},
    {.name = "nullif",
     .min_arguments = 2,
     .max_arguments = 2,
     .eager = nullif,
     .substring_of = ResultSubstringOf::First,
     .sees_null = true,
     .family = kFamily,
     .signature = "nullif(<field1>, <field2>)",
     .summary = "Null when both are equal, else the first."},
    {.name = "searchmatch",
     .min_arguments = 1,
     .max_arguments = 1,
     .build = build_searchmatch,
     .returns_boolean = true,
     .takes_search = true,
     .family = kFamily,
     .signature = "searchmatch(<search_str>)",
     .summary = "Whether the event matches a search string."},
    {.name = "true",
     .eager = always_true,
     .returns_boolean = true,
     .family = kFamily,
     .signature = "true()",
     .summary = "True."},
    {.name = "validate",
     .min_arguments = 2,
     .max_arguments = kAny,
     .build = build_validate,
     .substring_of = ResultSubstringOf::EverySecond,
     .family = kFamily,
     .signature = "validate(<condition>, <value>, ...)",
     .summary = "The value of the first condition that is false; null when all are true."},
};

}  // namespace

FunctionFamily comparison_functions() {
    return kTable;
}

}  // namespace karst
