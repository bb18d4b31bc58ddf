#include "engine/eval/expression_compiler.h"
#include "engine/eval/functions/families.h"
#include "engine/run/run_context.h"
#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <random>

namespace karst {

namespace {

// The values of all arguments; those of lists one by one, nulls left out.
template <class Take>
void for_each_value(std::span<const Value> arguments, Take take) {
    for (const Value& argument : arguments) {
        for (const Value item : argument.items()) {
            take(item);
        }
    }
}

struct Total {
    double sum = 0;
    std::size_t count = 0;
};

// Of the numbers among the values; other text does not count.
Total total(std::span<const Value> arguments) {
    Total result;
    for_each_value(arguments, [&](Value item) {
        if (const auto number = to_number(item)) {
            result.sum += *number;
            ++result.count;
        }
    });
    return result;
}

Value average(std::span<const Value> arguments, EvalContext&) {
    const auto found = total(arguments);
    return found.count == 0 ? Value() : Value::number(found.sum / static_cast<double>(found.count));
}

Value sum(std::span<const Value> arguments, EvalContext&) {
    const auto found = total(arguments);
    return found.count == 0 ? Value() : Value::number(found.sum);
}

// "Strings are greater than numbers" (Search Reference, Statistical eval functions).
Value greatest(std::span<const Value> arguments, EvalContext&) {
    Value best;
    for_each_value(arguments, [&](Value item) {
        if (best.is_null() || compare_numbers_first(item, best) > 0) {
            best = item;
        }
    });
    return best;
}

Value least(std::span<const Value> arguments, EvalContext&) {
    Value best;
    for_each_value(arguments, [&](Value item) {
        if (best.is_null() || compare_numbers_first(item, best) < 0) {
            best = item;
        }
    });
    return best;
}

Value random_number(std::span<const Value>, EvalContext& context) {
    std::uniform_int_distribution<std::int32_t> any(0, std::numeric_limits<std::int32_t>::max());
    return Value::number(any(context.run.random));
}

// Fields may hold texts, which do not count; a text that is written there is a mistake (Search Reference, avg and sum).
void refuse_texts(const EvalExpression& call, const ExpressionCompiler& compiler) {
    using Kind = EvalExpression::Kind;
    for (const auto& argument : call.arguments) {
        if (argument->kind == Kind::String || argument->kind == Kind::Concatenate) {
            compiler.fail("spl-type-mismatch", argument->span, "the function " + call.text + " takes numbers", "text");
        }
    }
}

constexpr FunctionSpec of_values(std::string_view name, EagerFunction function, std::string_view signature,
                                 std::string_view summary, ArgumentCheck check = nullptr) {
    return {.name = name,
            .min_arguments = 1,
            .max_arguments = FunctionSpec::kAnyNumber,
            .eager = function,
            .check = check,
            .sees_null = true,
            .family = "Statistical",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    of_values("avg", average, "avg(<values>)", "The average of the numbers among the values.", refuse_texts),
    of_values("max", greatest, "max(<values>)", "The greatest value; strings are greater than numbers."),
    of_values("min", least, "min(<values>)", "The least value; strings are greater than numbers."),
    {.name = "random",
     .eager = random_number,
     .returns = Returns::Number,
     .uses_random = true,
     .family = "Statistical",
     .signature = "random()",
     .summary = "A whole number from 0 to 2147483647."},
    of_values("sum", sum, "sum(<values>)", "The sum of the numbers among the values.", refuse_texts),
};

}  // namespace

FunctionFamily statistical_functions() {
    return kTable;
}

}  // namespace karst
