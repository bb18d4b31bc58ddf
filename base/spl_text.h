// Characters and quoted strings: what both expression languages and the argument reader share.
#pragma once

#include "base/ascii.h"
#include "base/source_text.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace karst {

inline bool is_identifier_start(char c) {
    return is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

inline bool is_identifier(char c) {
    return is_identifier_start(c) || is_digit(c);
}

/// First position at or after `from` that is no white space.
std::uint32_t skip_blanks(std::string_view text, std::uint32_t from);

/// Text between two `quote` characters.
struct Quoted {
    std::string text;       // escapes undone
    std::uint32_t end = 0;  // after the closing quote
};

/// Reads a quoted string that begins at `begin`. Only \" (or \') and \\ are escapes; other backslashes stay as they are
/// (Search Reference, search, "Quotes and escaping characters"). Fails when the closing quote is missing.
Quoted read_quoted(const SourceText& source, std::uint32_t begin, char quote);

/// Reads the name between dollar signs, $name$, that begins at `position`, which is moved behind it. Fails when the closing
/// sign is missing.
std::string read_dollar_name(const SourceText& source, std::uint32_t& position);

/// `text` with \" and \\ undone, as in an unquoted value.
std::string undo_escapes(std::string_view text);

/// `text` as it stands between quotation marks: with a backslash before each of its quotation marks and backslashes.
std::string with_escapes(std::string_view text);

/// `text` between quotation marks.
std::string quoted_text(std::string_view text);

/// Position of the `|` or `]` that ends the command which `from` stands in, or the end of the text; looks past quotes and
/// brackets.
std::uint32_t end_of_command(std::string_view text, std::uint32_t from);

}  // namespace karst
