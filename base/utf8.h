// Text as code points. Text comes from logs: bytes that are no UTF-8 are kept as they are, each stray byte that could begin a
// character counting as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// True for a byte that does not begin a character.
constexpr bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::size_t count_code_points(std::string_view text);

/// The index of the first byte after the character at `at` (text.size() at most).
constexpr std::size_t next_code_point(std::string_view text, std::size_t at) {
    if (at >= text.size()) {
        return text.size();
    }
    do {
        ++at;
    } while (at < text.size() && is_continuation(text[at]));
    return at;
}

/// The characters of the text, each as the part of the text that it is.
std::vector<std::string_view> characters(std::string_view text);

/// `count` characters from the character `first` (from 0) on; less when the text is shorter.
std::string_view code_points(std::string_view text, std::size_t first, std::size_t count);

/// The bytes of the UTF-8 character that `text` begins with; 0 when it begins with none.
std::size_t valid_character_size(std::string_view text);

/// True when all of `text` is UTF-8.
bool is_utf8(std::string_view text);

/// What stands for bytes or code units that are no character.
constexpr std::uint32_t kReplacementCharacter = 0xFFFD;

/// The halves of a pair that UTF-16, and with it JSON, writes a character beyond 0xFFFF as.
constexpr bool is_high_surrogate(std::uint32_t unit) {
    return unit >= 0xD800 && unit < 0xDC00;
}
constexpr bool is_low_surrogate(std::uint32_t unit) {
    return unit >= 0xDC00 && unit < 0xE000;
}
constexpr std::uint32_t join_surrogates(std::uint32_t high, std::uint32_t low) {
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/// Appends the character of a code point (0x10FFFF at most).
void append_utf8(std::uint32_t code, std::string& out);

/// Letters changed one by one, with the length in bytes kept: ASCII, Latin-1, Latin Extended-A, Greek, Cyrillic and Armenian.
/// Other letters stay as they are, as do those whose other case has another length (ß, İ).
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);

}  // namespace karst
