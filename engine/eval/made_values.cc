#include "engine/eval/made_values.h"

#include "engine/eval/function_table.h"
#include "engine/value/number.h"

namespace karst {

namespace {

constexpr std::size_t kMost = 4096;  // more are not worth comparing

// The arguments, from `first` on and each `step`, of which a function's result consists.
struct ResultArguments {
    std::size_t first;
    std::size_t step;
    std::size_t end;
};

std::optional<ResultArguments> result_arguments(PartsOf parts_of, std::size_t count) {
    switch (parts_of) {
    case PartsOf::First:
        return ResultArguments{0, 1, 1};
    case PartsOf::All:
        return ResultArguments{0, 1, count};
    case PartsOf::AfterFirst:
        return ResultArguments{1, 1, count};
    case PartsOf::EverySecond:
        return ResultArguments{1, 2, count};
    case PartsOf::None:
        break;
    }
    return std::nullopt;
}

}  // namespace

void add_made_values(MadeValues& made, const MadeValues& more) {
    if (made && more && made->size() + more->size() <= kMost) {
        made->insert(made->end(), more->begin(), more->end());
    } else {
        made.reset();
    }
}

MadeValues made_values(const EvalExpression& expression, const std::function<MadeValues(std::string_view)>& of_field) {
    using Kind = EvalExpression::Kind;
    if (expression.kind == Kind::Field) {
        return of_field(expression.text);
    }
    if (expression.kind == Kind::String) {
        return MadeValues({expression.text});
    }
    if (expression.kind == Kind::Number) {
        std::string text;
        append_text(Value::number(expression.number, expression.significant), text);
        return MadeValues({text});
    }
    const auto* function = expression.kind == Kind::Call ? find_function(expression.text) : nullptr;
    const auto arguments =
        function == nullptr ? std::nullopt : result_arguments(function->parts_of, expression.arguments.size());
    if (!arguments) {
        return std::nullopt;
    }
    MadeValues made(std::in_place);
    for (auto at = arguments->first; at < arguments->end; at += arguments->step) {
        add_made_values(made, made_values(*expression.arguments[at], of_field));
    }
    return made;
}

}  // namespace karst
