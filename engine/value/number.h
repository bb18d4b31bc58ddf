// Numbers as SPL reads and shows them.
#pragma once

#include "base/ascii.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

struct ParsedNumber {
    double number;
    std::uint8_t significant;  // figures, when the text has a decimal point; 0 (exact) otherwise. Of 0.00: 3
};

/// False for most text that spells no number, by its first character.
constexpr bool may_spell_number(std::string_view text) {
    return !text.empty() && (is_digit(text.front()) || text.front() == '-' || text.front() == '+' || text.front() == '.');
}

/// The number that all of `text` spells: sign, digits, decimal point, exponent. No blanks, no hexadecimal, no inf/nan.
std::optional<ParsedNumber> parse_number(std::string_view text) noexcept;

/// A value as a number: numbers themselves and text that spells one. Null, Booleans, other text and lists give nothing.
std::optional<double> to_number(Value value) noexcept;

/// The same, with its precision kept: a Number value or null.
Value to_number_value(Value value) noexcept;

/// A number as Splunk shows it: whole numbers without a decimal point, others with the fewest digits that give the number
/// back.
std::string format_number(double number);

/// A Number value as it is shown: one that is known to some significant figures has the decimal places of them, also where
/// they are zeros (5.00), and never fewer digits than its whole part has.
std::string format_number(Value number);

/// How many significant figures `number` has when it is known to so many decimal places.
std::uint8_t significant_figures(double number, int places);

/// The decimal places that a Number value with significant figures is known to, at least 0.
int decimal_places(Value number);

/// A Number value as its text spells it: rounded to the decimal places that it is shown with.
Value as_shown(Value number);

/// `number` rounded to so many significant figures (0: as it is).
double round_significant(double number, int figures);

/// The text of a single value, as it is shown and as text functions see it. Numbers are written into `arena`. Null gives "".
/// A multivalue gives its items joined by newlines, which is what Splunk's text functions see of a list.
std::string_view text_of(Value value, Arena& arena);

/// Appends the same text to `out`.
void append_text(Value value, std::string& out);

}  // namespace karst
