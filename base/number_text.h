// Numbers as they are written.
#pragma once

#include "base/ascii.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace karst {

/// The whole number that all of `text` spells, with an optional sign.
inline std::optional<std::int64_t> whole_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stopped == end && !text.empty() ? std::optional(number) : std::nullopt;
}

constexpr unsigned kMaxFigures = 17;  // which is what a double can hold

/// Significant figures of a decimal number: all digits from the first that is not zero, before any exponent. 0 (exact) without
/// a decimal point; of 0.00, which is known to two places, 3.
constexpr std::uint8_t significant_figures(std::string_view number) {
    bool point = false;
    unsigned figures = 0;
    unsigned places = 0;
    for (const char c : number) {
        if (c == 'e' || c == 'E') {
            break;
        }
        if (c == '.') {
            point = true;
        } else if (is_digit(c)) {
            figures += c != '0' || figures > 0 ? 1 : 0;
            places += point ? 1 : 0;
        }
    }
    const auto known = figures > 0 ? figures : places + 1;
    return point ? static_cast<std::uint8_t>(std::min(known, kMaxFigures)) : std::uint8_t{0};
}

/// The decimal number that all of `text` spells.
inline std::optional<double> decimal_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    if (text.empty() || text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) {
        return std::nullopt;
    }
    double number = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stopped == end ? std::optional(number) : std::nullopt;
}

}  // namespace karst
