// JSON strings, for what is written without a tree.
#pragma once

#include <string>
#include <string_view>

namespace karst::cli {

/// Appends `text` as a JSON string with its quotation marks. Bytes that are not UTF-8 become U+FFFD: what is printed is
/// always valid JSON.
void append_json_string(std::string_view text, std::string& out);

}  // namespace karst::cli
