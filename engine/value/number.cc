#include "engine/value/number.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace karst {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Significant figures of a decimal text: all digits from the first that is not zero, before any exponent.
std::uint8_t count_significant(std::string_view text) {
    bool point = false;
    unsigned figures = 0;
    for (const char c : text) {
        if (c == 'e' || c == 'E') {
            break;
        }
        if (c == '.') {
            point = true;
        } else if (is_digit(c) && (c != '0' || figures > 0)) {
            ++figures;
        }
    }
    return point ? static_cast<std::uint8_t>(std::min(std::max(figures, 1u), 17u)) : 0;
}

}  // namespace

std::optional<ParsedNumber> parse_number(std::string_view text) noexcept {
    std::string_view digits = text;
    if (!digits.empty() && digits.front() == '+') {
        digits.remove_prefix(1);
        if (!digits.empty() && digits.front() == '-') {
            return std::nullopt;
        }
    }
    // from_chars takes "inf" and "nan", which SPL does not read as numbers, so the first character decides beforehand.
    const std::size_t first = !digits.empty() && digits.front() == '-' ? 1 : 0;
    if (first >= digits.size() ||
        !(is_digit(digits[first]) || (digits[first] == '.' && first + 1 < digits.size() && is_digit(digits[first + 1])))) {
        return std::nullopt;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return ParsedNumber{number, count_significant(digits)};
}

std::optional<double> to_number(Value value) noexcept {
    if (value.is_number()) {
        return value.as_number();
    }
    if (value.is_string()) {
        if (const auto parsed = parse_number(value.as_string())) {
            return parsed->number;
        }
    }
    return std::nullopt;
}

Value to_number_value(Value value) noexcept {
    if (value.is_number()) {
        return value;
    }
    if (value.is_string()) {
        if (const auto parsed = parse_number(value.as_string())) {
            return Value::number(parsed->number, parsed->significant);
        }
    }
    return {};
}

std::string format_number(double number) {
    if (std::isnan(number)) {
        return "nan";
    }
    if (std::isinf(number)) {
        return number > 0 ? "inf" : "-inf";
    }
    if (number == std::trunc(number) && std::fabs(number) < 1e17) {
        return fmt::format("{}", static_cast<long long>(number));
    }
    return fmt::format("{}", number);
}

double round_significant(double number, int figures) {
    if (figures <= 0 || number == 0 || !std::isfinite(number)) {
        return number;
    }
    // Going through text gives the double nearest to the rounded decimal, which scaling by powers of ten does not.
    const auto text = fmt::format("{:.{}e}", number, figures - 1);
    double rounded = number;
    std::from_chars(text.data(), text.data() + text.size(), rounded);
    return rounded;
}

std::string_view text_of(Value value, Arena& arena) {
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::String:
        return value.as_string();
    case Value::Kind::Number:
        return arena.copy(format_number(value.as_number()));
    case Value::Kind::Boolean:
        return value.as_boolean() ? "True" : "False";
    case Value::Kind::Multivalue: {
        std::string joined;
        append_text(value, joined);
        return arena.copy(joined);
    }
    }
    return {};
}

void append_text(Value value, std::string& out) {
    switch (value.kind()) {
    case Value::Kind::Null:
        break;
    case Value::Kind::String:
        out += value.as_string();
        break;
    case Value::Kind::Number:
        out += format_number(value.as_number());
        break;
    case Value::Kind::Boolean:
        out += value.as_boolean() ? "True" : "False";
        break;
    case Value::Kind::Multivalue: {
        bool first = true;
        for (const Value item : value.items()) {
            if (!first) {
                out += '\n';
            }
            first = false;
            append_text(item, out);
        }
        break;
    }
    }
}

}  // namespace karst
