// The tokens of JSON: strings with escapes, and scalars.
#pragma once

#include "engine/value/arena.h"

#include <string>
#include <string_view>

namespace karst {

/// The text of a JSON string (without its quotation marks), escapes decoded. An escape that is none stays as it is; half of a
/// surrogate pair becomes U+FFFD.
void decode_json_string(std::string_view raw, std::string& out);
std::string_view decode_json_string(std::string_view raw, Arena& arena);

/// True for null, true, false and numbers.
bool is_json_scalar(std::string_view token);

}  // namespace karst
