// Grammar check: whether, and how far, the structural characters of a text are those of a JSON value. Structural characters are
// brackets, braces, commas, colons, and the first characters of strings, numbers and words, by their offsets, as simdjson's
// first stage gives them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

struct JsonGrammar {
    std::size_t good = 0;  // so many structural characters, from the first, are those of JSON
    bool whole = false;    // they are one value, and there are no others
};

/// Numbers and words are told by their first characters only.
JsonGrammar check_json(std::string_view text, std::span<const std::uint32_t> structurals);

/// The structural characters of a text that simdjson refuses, since it breaks off in a string or has characters that JSON does
/// not have. Gives where reading ended: at a string without an end, or at the end of the text.
std::size_t index_broken_json(std::string_view text, std::vector<std::uint32_t>& structurals);

}  // namespace karst
