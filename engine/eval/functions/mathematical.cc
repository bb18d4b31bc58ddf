// Search Reference, "Mathematical functions", "Trigonometry and Hyperbolic functions" and "Bitwise functions". What has no
// finite result is inf, -inf or nan (eval, "Numeric calculations").
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/item_functions.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace karst {

namespace {

using Arguments = std::span<const Value>;

template <double (*kFunction)(double)>
Value of_one(Arguments arguments, EvalContext& context) {
    return map_items(arguments[0], context.arena, [](Value item) {
        const auto number = to_number(item);
        return number ? Value::number(kFunction(*number)) : Value();
    });
}

template <double (*kFunction)(double, double)>
Value of_two(Arguments arguments, EvalContext&) {
    const auto a = to_number(arguments[0]);
    const auto b = to_number(arguments[1]);
    return a && b ? Value::number(kFunction(*a, *b)) : Value();
}

// Halves away from zero, on the decimal text: 2.555 is 2.56 to two places although its double is a little less.
double round_decimal(double number, int places) {
    const auto text = fmt::format("{}", std::fabs(number));
    if (text.find('e') != std::string::npos || places > 15) {
        return number;
    }
    const double scale = std::pow(10.0, places);
    const auto shifted_text = text + "e" + std::to_string(places);
    double shifted = 0;
    std::from_chars(shifted_text.data(), shifted_text.data() + shifted_text.size(), shifted);
    const double rounded = std::floor(shifted + 0.5) / scale;
    return number < 0 ? -rounded : rounded;
}

Value rounded(Arguments arguments, EvalContext& context) {
    const auto places = arguments.size() > 1 ? to_number(arguments[1]) : std::optional<double>(0);
    if (!places) {
        return {};
    }
    const int wanted = static_cast<int>(std::clamp(*places, -15.0, 15.0));
    return map_items(arguments[0], context.arena, [&](Value item) {
        const Value number = to_number_value(item);
        if (number.is_null() || !std::isfinite(number.as_number())) {
            return number;
        }
        // The result has the places that were asked for, also where they are zeros, but no more than the number is known to.
        const int shown = number.significant() == 0 ? wanted : std::min(wanted, decimal_places(number));
        const double result = round_decimal(number.as_number(), shown);
        return shown > 0 ? Value::number(result, significant_figures(result, shown)) : Value::number(result);
    });
}

Value exact(Arguments arguments, EvalContext&) {
    const auto number = to_number(arguments[0]);
    return number ? Value::number(*number) : Value();
}

Value logarithm(Arguments arguments, EvalContext&) {
    const auto number = to_number(arguments[0]);
    const auto base = arguments.size() > 1 ? to_number(arguments[1]) : std::optional<double>(10);
    if (!number || !base || *base <= 0 || *base == 1) {
        return {};
    }
    return Value::number(*base == 10  ? std::log10(*number)
                         : *base == 2 ? std::log2(*number)
                                      : std::log(*number) / std::log(*base));
}

Value pi(Arguments, EvalContext&) {
    return Value::number(3.14159265358);  // to the eleven digits that Splunk gives
}

// A number rounded to the figures that it is known to.
Value significant(Arguments arguments, EvalContext&) {
    const Value number = to_number_value(arguments[0]);
    return number.is_null() ? number : Value::number(round_significant(number.as_number(), number.significant()));
}

template <std::uint64_t (*kCombine)(std::uint64_t, std::uint64_t)>
Value bits(Arguments arguments, EvalContext&) {
    constexpr double kMax = 9007199254740991.0;  // what a double holds exactly
    std::optional<std::uint64_t> result;
    for (const Value argument : arguments) {
        const auto number = to_number(argument);
        if (!number || *number < 0 || *number > kMax || *number != std::trunc(*number)) {
            return {};
        }
        const auto bits_of = static_cast<std::uint64_t>(*number);
        result = result ? kCombine(*result, bits_of) : bits_of;
    }
    return Value::number(static_cast<double>(*result));
}

std::uint64_t both(std::uint64_t a, std::uint64_t b) {
    return a & b;
}
std::uint64_t either(std::uint64_t a, std::uint64_t b) {
    return a | b;
}
std::uint64_t one_of(std::uint64_t a, std::uint64_t b) {
    return a ^ b;
}
std::uint64_t left(std::uint64_t a, std::uint64_t b) {
    return b < 53 ? (a << b) & ((std::uint64_t{1} << 53) - 1) : 0;
}
std::uint64_t right(std::uint64_t a, std::uint64_t b) {
    return b < 53 ? a >> b : 0;
}

Value inverted(Arguments arguments, EvalContext&) {
    const auto number = to_number(arguments[0]);
    const auto mask = arguments.size() > 1 ? to_number(arguments[1]) : std::optional<double>(9007199254740991.0);
    if (!number || !mask || *number < 0 || *mask < 0) {
        return {};
    }
    return Value::number(static_cast<double>(~static_cast<std::uint64_t>(*number) & static_cast<std::uint64_t>(*mask)));
}

constexpr FunctionSpec row(std::string_view family, std::string_view name, std::size_t least, std::size_t most,
                           EagerFunction eager, std::string_view signature, std::string_view summary) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = most,
            .eager = eager,
            .returns = Returns::Number,
            .argument_type = ArgumentType::Number,
            .family = family,
            .signature = signature,
            .summary = summary};
}

constexpr std::string_view kMathematical = "Mathematical";
constexpr FunctionSpec kMathematicalTable[] = {
    row(kMathematical, "abs", 1, 1, of_one<std::fabs>, "abs(<num>)", "The number without its sign."),
    row(kMathematical, "ceil", 1, 1, of_one<std::ceil>, "ceil(<num>)", "The next whole number up."),
    row(kMathematical, "ceiling", 1, 1, of_one<std::ceil>, "ceiling(<num>)", "The next whole number up."),
    row(kMathematical, "exact", 1, 1, exact, "exact(<expression>)", "A number that no rounding for precision touches."),
    row(kMathematical, "exp", 1, 1, of_one<std::exp>, "exp(<num>)", "e to the power of a number."),
    row(kMathematical, "floor", 1, 1, of_one<std::floor>, "floor(<num>)", "The next whole number down."),
    row(kMathematical, "ln", 1, 1, of_one<std::log>, "ln(<num>)", "The natural logarithm."),
    row(kMathematical, "log", 1, 2, logarithm, "log(<num>, [<base>])", "The logarithm, to base 10 or another."),
    row(kMathematical, "pi", 0, 0, pi, "pi()", "The number pi."),
    row(kMathematical, "pow", 2, 2, of_two<std::pow>, "pow(<num>, <exponent>)", "A number to the power of another."),
    row(kMathematical, "round", 1, 2, rounded, "round(<num>, [<places>])", "A number rounded to whole, or to decimal places."),
    row(kMathematical, "sigfig", 1, 1, significant, "sigfig(<num>)", "A number rounded to its significant figures."),
    row(kMathematical, "sqrt", 1, 1, of_one<std::sqrt>, "sqrt(<num>)", "The square root."),
};

constexpr std::string_view kTrigonometry = "Trigonometry and Hyperbolic";
constexpr FunctionSpec kTrigonometryTable[] = {
    row(kTrigonometry, "acos", 1, 1, of_one<std::acos>, "acos(<num>)", "The arc cosine, in radians."),
    row(kTrigonometry, "acosh", 1, 1, of_one<std::acosh>, "acosh(<num>)", "The inverse hyperbolic cosine."),
    row(kTrigonometry, "asin", 1, 1, of_one<std::asin>, "asin(<num>)", "The arc sine, in radians."),
    row(kTrigonometry, "asinh", 1, 1, of_one<std::asinh>, "asinh(<num>)", "The inverse hyperbolic sine."),
    row(kTrigonometry, "atan", 1, 1, of_one<std::atan>, "atan(<num>)", "The arc tangent, in radians."),
    row(kTrigonometry, "atan2", 2, 2, of_two<std::atan2>, "atan2(<y>, <x>)", "The angle of a point, in radians."),
    row(kTrigonometry, "atanh", 1, 1, of_one<std::atanh>, "atanh(<num>)", "The inverse hyperbolic tangent."),
    row(kTrigonometry, "cos", 1, 1, of_one<std::cos>, "cos(<num>)", "The cosine of radians."),
    row(kTrigonometry, "cosh", 1, 1, of_one<std::cosh>, "cosh(<num>)", "The hyperbolic cosine."),
    row(kTrigonometry, "hypot", 2, 2, of_two<std::hypot>, "hypot(<x>, <y>)", "The hypotenuse of two sides."),
    row(kTrigonometry, "sin", 1, 1, of_one<std::sin>, "sin(<num>)", "The sine of radians."),
    row(kTrigonometry, "sinh", 1, 1, of_one<std::sinh>, "sinh(<num>)", "The hyperbolic sine."),
    row(kTrigonometry, "tan", 1, 1, of_one<std::tan>, "tan(<num>)", "The tangent of radians."),
    row(kTrigonometry, "tanh", 1, 1, of_one<std::tanh>, "tanh(<num>)", "The hyperbolic tangent."),
};

constexpr std::string_view kBitwise = "Bitwise";
constexpr FunctionSpec kBitwiseTable[] = {
    row(kBitwise, "bit_and", 2, FunctionSpec::kAnyNumber, bits<both>, "bit_and(<num>, <num>...)",
        "The bits that all numbers have."),
    row(kBitwise, "bit_not", 1, 2, inverted, "bit_not(<num>, [<mask>])", "The bits that a number does not have."),
    row(kBitwise, "bit_or", 2, FunctionSpec::kAnyNumber, bits<either>, "bit_or(<num>, <num>...)",
        "The bits that any number has."),
    row(kBitwise, "bit_shift_left", 2, 2, bits<left>, "bit_shift_left(<num>, <count>)", "The bits moved up."),
    row(kBitwise, "bit_shift_right", 2, 2, bits<right>, "bit_shift_right(<num>, <count>)", "The bits moved down."),
    row(kBitwise, "bit_xor", 2, FunctionSpec::kAnyNumber, bits<one_of>, "bit_xor(<num>, <num>...)", "The bits that differ."),
};

}  // namespace

FunctionFamily mathematical_functions() {
    return kMathematicalTable;
}

FunctionFamily trigonometry_functions() {
    return kTrigonometryTable;
}

FunctionFamily bitwise_functions() {
    return kBitwiseTable;
}

}  // namespace karst
