#include "engine/value/number.h"

#include "base/ascii.h"
#include "base/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace karst {

namespace {

// The power of ten of a number's first figure.
int exponent_of(double number) {
    return number == 0 || !std::isfinite(number) ? 0 : static_cast<int>(std::floor(std::log10(std::fabs(number))));
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
    return ParsedNumber{number, significant_figures(digits)};
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

std::string format_number(Value number) {
    const double exact = number.as_number();
    // With this many figures the decimal text would show what is noise in a double.
    constexpr unsigned kNoisy = 16;
    constexpr double kTooLong = 1e17;
    if (number.significant() == 0 || number.significant() >= kNoisy || !(std::fabs(exact) < kTooLong)) {
        return format_number(exact);
    }
    const int places = decimal_places(number);
    constexpr int kMaxPlaces = 30;
    if (places > kMaxPlaces) {
        return format_number(exact);
    }
    auto text = fmt::format("{:.{}f}", exact, places);
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos) {
        text.erase(0, 1);  // what rounds to nothing has no sign
    }
    return text;
}

std::uint8_t significant_figures(double number, int places) {
    return static_cast<std::uint8_t>(std::clamp(places + exponent_of(number) + 1, 1, static_cast<int>(kMaxFigures)));
}

int decimal_places(Value number) {
    return std::max(0, number.significant() - exponent_of(number.as_number()) - 1);
}

Value as_shown(Value number) {
    if (number.significant() == 0 || !std::isfinite(number.as_number())) {
        return number;
    }
    const auto shown = parse_number(format_number(number));
    return shown ? Value::number(shown->number, shown->significant) : number;
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
        return arena.copy(format_number(value));
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

namespace {

void append_number(Value value, std::string& out) {
    const double number = value.as_number();
    // Whole numbers (times, counts, identifiers) are nearly all that there is, and need no allocation.
    if (value.significant() == 0 && number == std::trunc(number) && std::fabs(number) < 9e15) {
        char digits[24];
        const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<long long>(number)).ptr;
        out.append(digits, static_cast<std::size_t>(end - digits));
    } else {
        out += format_number(value);
    }
}

}  // namespace

void append_text(Value value, std::string& out) {
    switch (value.kind()) {
    case Value::Kind::Null:
        break;
    case Value::Kind::String:
        out += value.as_string();
        break;
    case Value::Kind::Number:
        append_number(value, out);
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
