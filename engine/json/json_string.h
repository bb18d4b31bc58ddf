// The tokens of JSON, for all that reads or writes it: strings with escapes, numbers and words, and how deep values may be.
#pragma once

#include "engine/value/arena.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// Of what stands deeper no field, value or token is made: nothing recurses, or keeps a level, beyond this.
constexpr std::size_t kMaxJsonDepth = 256;

/// The code unit of the four hexadecimal digits that \u has behind it; nothing when `text` does not begin with them.
std::optional<std::uint32_t> json_code_unit(std::string_view text);

/// Appends what the inside of a JSON string stands for. Half a surrogate pair becomes U+FFFD; an escape that JSON does not know
/// stays as it is.
void append_json_unescaped(std::string_view escaped, std::string& out);

/// The same; a view of what is given when it has no escapes.
std::string_view json_unescaped(std::string_view escaped, Arena& arena);

/// What becomes of bytes that are not UTF-8: they are kept, as Splunk does within events, or replaced by U+FFFD, which makes
/// JSON that everybody reads.
enum class InvalidBytes { Keep, Replace };

/// Appends `text` as a JSON string, with quotation marks.
void append_json_quoted(std::string_view text, std::string& out, InvalidBytes invalid = InvalidBytes::Keep);

/// The end of the number that begins at `from`, or npos when none does.
std::size_t json_number_end(std::string_view text, std::size_t from);

/// True when all of `text` is a number as JSON writes it.
bool is_json_number(std::string_view text);

/// True for null, true, false and numbers.
bool is_json_scalar(std::string_view token);

}  // namespace karst
