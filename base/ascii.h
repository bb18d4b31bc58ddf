// The letters, digits and blanks of ASCII. Bytes from 0x80 on are none of them, and no locale has a say. Text as code points is
// in base/utf8.h; engine/value/caseless.h searches without case.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace karst {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_capital(c);
}

constexpr bool is_letter_or_digit(char c) {
    return is_letter(c) || is_digit(c);
}

/// A character of \w in a regular expression.
constexpr bool is_word_character(char c) {
    return is_letter_or_digit(c) || c == '_';
}

/// White space within a line.
constexpr bool is_gap(char c) {
    return c == ' ' || c == '\t';
}

/// White space of data formats: of JSON, XML and YAML, and around lines of text.
constexpr bool is_blank(char c) {
    return is_gap(c) || c == '\n' || c == '\r';
}

/// White space of SPL, and \s of a regular expression: vertical tabs and form feeds too.
constexpr bool is_space(char c) {
    return is_blank(c) || c == '\f' || c == '\v';
}

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kSpaces = " \t\r\n\f\v";

/// The text without blanks at both of its ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = kBlanks) {
    const auto first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The value of a hexadecimal digit, -1 when it is none.
constexpr int hex_digit(char c) {
    if (is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

constexpr char fold_case(char c) {
    return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

inline std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), fold_case);
    return lower;
}

inline std::string upper_case(std::string_view text) {
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; });
    return upper;
}

/// True when both are the same but for the case of their letters.
inline bool equal_caseless(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return fold_case(a) == fold_case(b); });
}

}  // namespace karst
