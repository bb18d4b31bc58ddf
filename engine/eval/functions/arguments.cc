#include "engine/eval/functions/arguments.h"

#include "engine/run/run_context.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

std::optional<std::string_view> constant_text(const EvalNode& node) {
    const auto* value = node.constant();
    return value != nullptr && value->is_string() ? std::optional(value->as_string()) : std::nullopt;
}

RegexArgument::RegexArgument(const EvalExpression& argument, ExpressionCompiler& compiler)
    : pattern_(compiler.compile(argument)) {
    if (const auto text = constant_text(*pattern_)) {
        try {
            constant_.emplace(*text);
            compiler.saw_regex(*constant_, argument.span);
        } catch (const RegexError& error) {
            compiler.fail("spl-bad-regex", argument.span, std::string("invalid regular expression: ") + error.what());
        }
    }
}

RegexLimitHits& RegexArgument::limits_of(EvalContext& context) {
    return *context.run.regex_limits;
}

std::optional<Regex> RegexArgument::compile_dynamic(EvalContext& context) const {
    const Value pattern = pattern_->evaluate(context);
    if (pattern.is_null()) {
        return std::nullopt;
    }
    const auto text = text_of(pattern, context.arena);
    try {
        return Regex(text);
    } catch (const RegexError& error) {
        context.run.warn("a value used as a regular expression is none: " + std::string(error.what()));
        return std::nullopt;
    }
}

}  // namespace karst
