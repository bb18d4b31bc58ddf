#include "engine/eval/compile/derived_values_of.h"

#include "engine/eval/compile/function_table.h"
#include "engine/value/number.h"

namespace karst {

namespace {

// The arguments, from `first` on and each `step`, of which a function's result consists.
struct ResultArguments {
    std::size_t first;
    std::size_t step;
    std::size_t end;
};

std::optional<ResultArguments> result_arguments(ResultSubstringOf substring_of, std::size_t count) {
    switch (substring_of) {
    case ResultSubstringOf::First:
        return ResultArguments{0, 1, 1};
    case ResultSubstringOf::All:
        return ResultArguments{0, 1, count};
    case ResultSubstringOf::AfterFirst:
        return ResultArguments{1, 1, count};
    case ResultSubstringOf::EverySecond:
        return ResultArguments{1, 2, count};
    case ResultSubstringOf::None:
        break;
    }
    return std::nullopt;
}

}  // namespace

DerivedValues derived_values_of(const EvalExpression& expression,
                                const std::function<DerivedValues(std::string_view)>& of_field) {
    using Kind = EvalExpression::Kind;
    if (expression.kind == Kind::Field) {
        return of_field(expression.text);
    }
    if (expression.kind == Kind::String) {
        return DerivedValues({expression.text});
    }
    if (expression.kind == Kind::Number) {
        std::string text;
        append_text(Value::number(expression.number, expression.significant), text);
        return DerivedValues({text});
    }
    const auto* function = expression.kind == Kind::Call ? find_function(expression.text) : nullptr;
    const auto arguments =
        function == nullptr ? std::nullopt : result_arguments(function->substring_of, expression.arguments.size());
    if (!arguments) {
        return std::nullopt;
    }
    DerivedValues made(std::in_place);
    for (auto at = arguments->first; at < arguments->end; at += arguments->step) {
        add_derived_values(made, derived_values_of(*expression.arguments[at], of_field));
    }
    return made;
}

}  // namespace karst
