// Search Reference, "Conversion functions".
#include "base/ascii.h"
#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/item_functions.h"
#include "engine/eval/functions/json_arguments.h"
#include "engine/eval/functions/print_format.h"
#include "engine/eval/literals.h"
#include "engine/json/json_reader.h"
#include "engine/json/json_value.h"
#include "engine/text/ip.h"
#include "engine/value/compare.h"

#include <fmt/format.h>

#include <cmath>

namespace karst {

namespace {

using Arguments = std::span<const Value>;

std::string with_commas(Value value) {
    const double number = value.as_number();
    const bool whole = number == std::trunc(number) && (value.significant() == 0 || decimal_places(value) == 0);
    auto text = whole ? fmt::format("{:.0f}", std::fabs(number)) : fmt::format("{:.2f}", std::fabs(number));
    for (auto at = static_cast<std::ptrdiff_t>(std::min(text.find('.'), text.size())) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), ",");
    }
    return (number < 0 ? "-" : "") + text;
}

std::string as_duration(double number) {
    const auto total = static_cast<std::int64_t>(std::floor(std::fabs(number)));
    const auto days = total / 86400;
    auto text = fmt::format("{:02}:{:02}:{:02}", total / 3600 % 24, total / 60 % 60, total % 60);
    const double fraction = std::fabs(number) - std::floor(std::fabs(number));
    if (fraction > 0) {
        text += fmt::format("{:.6f}", fraction).substr(1);
    }
    return (number < 0 ? "-" : "") + (days > 0 ? std::to_string(days) + "+" : "") + text;
}

std::string in_binary(double number) {
    auto bits = static_cast<std::uint64_t>(std::fabs(number));
    std::string text;
    do {
        text.insert(text.begin(), static_cast<char>('0' + (bits & 1)));
        bits >>= 1;
    } while (bits != 0);
    return text;
}

Value to_text(Arguments arguments, EvalContext& context) {
    const auto kept = [&](const std::string& text) { return Value::string(context.arena.copy(text)); };
    const auto format = arguments.size() > 1 ? text_of(arguments[1], context.arena) : std::string_view();
    return map_items(arguments[0], context.arena, [&](Value item) {
        const Value as_number = to_number_value(item);
        if (as_number.is_null() || format.empty()) {
            return Value::string(text_of(item, context.arena));
        }
        const double number = as_shown(as_number).as_number();
        if (format == "hex") {
            const auto bits = static_cast<std::int64_t>(std::trunc(std::clamp(number, -9e18, 9e18)));
            return kept(bits < 0 ? fmt::format("-0x{:X}", -bits) : fmt::format("0x{:X}", bits));
        }
        if (format == "commas") {
            return kept(with_commas(as_shown(as_number)));
        }
        if (format == "duration") {
            return kept(as_duration(number));
        }
        return format == "binary" ? kept(in_binary(number)) : Value::string(text_of(item, context.arena));
    });
}

// Digits of a base up to 36, with an optional sign; 0x in front of base 16.
std::optional<double> number_of_base(std::string_view text, int base) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (base == 16 && text.size() > 2 && text[0] == '0' && fold_case(text[1]) == 'x') {
        text.remove_prefix(2);
    }
    double number = 0;
    for (const char c : text) {
        const int digit = is_digit(c) ? c - '0' : is_letter(c) ? fold_case(c) - 'a' + 10 : 99;
        if (digit >= base) {
            return std::nullopt;
        }
        number = number * base + digit;
    }
    return text.empty() ? std::nullopt : std::optional(negative ? -number : number);
}

Value as_number(Arguments arguments, EvalContext& context) {
    const auto base = arguments.size() > 1 ? to_number(arguments[1]).value_or(0) : 10;
    if (base < 2 || base > 36) {
        return {};
    }
    return map_items(arguments[0], context.arena, [&](Value item) {
        if (base == 10) {
            return to_number_value(item);
        }
        const auto number = number_of_base(text_of(item, context.arena), static_cast<int>(base));
        return number ? Value::number(*number) : Value();
    });
}

Value masked(Arguments arguments, EvalContext& context) {
    const auto mask = IpAddress::parse(text_of(arguments[0], context.arena));
    return map_items(arguments[1], context.arena, [&](Value item) {
        const auto address = IpAddress::parse(text_of(item, context.arena));
        if (!mask || !address || mask->version != 4 || address->version != 4) {
            return Value();
        }
        const auto byte = [&](std::size_t index) { return address->bytes[index] & mask->bytes[index]; };
        return Value::string(context.arena.copy(fmt::format("{}.{}.{}.{}", byte(0), byte(1), byte(2), byte(3))));
    });
}

Value printed(Arguments arguments, EvalContext& context) {
    return Value::string(
        context.arena.copy(print_format(text_of(arguments[0], context.arena), arguments.subspan(1), context.arena)));
}

Value to_boolean(Arguments arguments, EvalContext& context) {
    if (const auto number = to_number(arguments[0])) {
        return Value::boolean(*number != 0);
    }
    const auto text = text_of(arguments[0], context.arena);
    if (equal_caseless(text, "true") || equal_caseless(text, "t")) {
        return Value::boolean(true);
    }
    return equal_caseless(text, "false") || equal_caseless(text, "f") ? Value::boolean(false) : Value();
}

Value to_whole(Arguments arguments, EvalContext&) {
    const auto number = to_number(arguments[0]);
    return number ? Value::number(std::trunc(*number)) : Value();
}

// split("4, 5", ",") has the values 4 and 5 for toarray (its page's first example); text keeps its blanks.
Value without_blanks_around_number(Value value) {
    if (!value.is_string()) {
        return value;
    }
    auto text = value.as_string();
    text = trimmed(text, " \t");
    return is_json_number(text) ? Value::string(text) : value;
}

// JSON of one kind as it is, and nothing for anything else; values of a list are the array of them.
Value to_json_of(Arguments arguments, EvalContext& context, JsonValue::Kind kind) {
    if (arguments[0].is_multivalue() && kind == JsonValue::Kind::Array) {
        JsonValue array = JsonValue::array();
        for (const Value item : arguments[0].items()) {
            array.items().push_back(to_json(without_blanks_around_number(item), false, context.arena));
        }
        return Value::string(context.arena.copy(array.to_text()));
    }
    const auto parsed = JsonValue::parse(text_of(arguments[0], context.arena));
    return parsed && parsed->kind() == kind ? arguments[0] : Value();
}

Value to_array(Arguments arguments, EvalContext& context) {
    return to_json_of(arguments, context, JsonValue::Kind::Array);
}

Value to_object(Arguments arguments, EvalContext& context) {
    return to_json_of(arguments, context, JsonValue::Kind::Object);
}

Value to_multivalue(Arguments arguments, EvalContext& context) {
    const auto parsed = arguments[0].is_string() ? JsonValue::parse(arguments[0].as_string()) : std::nullopt;
    if (!parsed || !parsed->is_array()) {
        return arguments[0];
    }
    std::vector<Value> items;
    for (const auto& item : parsed->items()) {
        const bool is_text = item.kind() == JsonValue::Kind::String;
        items.push_back(Value::string(context.arena.copy(is_text ? item.text() : item.to_text())));
    }
    return context.arena.list(items);
}

constexpr FunctionSpec row(std::string_view name, std::size_t least, std::size_t most, EagerFunction eager, Returns returns,
                           std::string_view signature, std::string_view summary) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = most,
            .eager = eager,
            .returns = returns,
            .family = "Conversion",
            .signature = signature,
            .summary = summary};
}

// With a base, letters are digits.
void check_tonumber(const EvalExpression& call, const ExpressionCompiler& compiler) {
    if (call.arguments.size() == 1 && is_word(*call.arguments[0])) {
        compiler.fail("spl-bad-argument", call.arguments[0]->span, "expected a number", "spells none");
    }
}

constexpr FunctionSpec kTable[] = {
    row("ipmask", 2, 2, masked, Returns::Text, "ipmask(<mask>, <ip>)", "An IPv4 address with a mask laid over it."),
    {.name = "printf",
     .min_arguments = 1,
     .max_arguments = FunctionSpec::kAnyNumber,
     .eager = printed,
     .returns = Returns::Text,
     .sees_null = true,
     .family = "Conversion",
     .signature = "printf(<format>, <arguments>...)",
     .summary = "Text made by a format in the manner of C's printf."},
    {.name = "tobool",
     .min_arguments = 1,
     .max_arguments = 1,
     .eager = to_boolean,
     .returns_boolean = true,
     .family = "Conversion",
     .signature = "tobool(<value>)",
     .summary = "A value as a Boolean."},
    row("toarray", 1, 1, to_array, Returns::Any, "toarray(<value>)", "A JSON array, or the values of a field as one."),
    row("todouble", 1, 1, as_number, Returns::Number, "todouble(<value>)", "A value as a number."),
    row("toint", 1, 1, to_whole, Returns::Number, "toint(<value>)", "A value as a whole number."),
    row("tomv", 1, 1, to_multivalue, Returns::Any, "tomv(<value>)", "The elements of a JSON array as the values of a field."),
    {.name = "tonumber",
     .min_arguments = 1,
     .max_arguments = 2,
     .eager = as_number,
     .returns = Returns::Number,
     .check = check_tonumber,
     .family = "Conversion",
     .signature = "tonumber(<str>, [<base>])",
     .summary = "The number that a text spells, in base 10 or another."},
    row("toobject", 1, 1, to_object, Returns::Any, "toobject(<value>)", "A JSON object; null for anything else."),
    {.name = "tostring",
     .min_arguments = 1,
     .max_arguments = 2,
     .eager = to_text,
     .returns = Returns::Text,
     .adds_as_text = true,
     .family = "Conversion",
     .signature = "tostring(<value>, [\"binary\"|\"hex\"|\"commas\"|\"duration\"])",
     .summary = "A value as text."},
};

}  // namespace

FunctionFamily conversion_functions() {
    return kTable;
}

}  // namespace karst
