// Keys and values in text, for extract and xmlkv.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace karst {

/// Called for each pair, in order; the value has no quotation marks. False ends the search.
using PairFound = std::function<bool(std::string_view key, std::string_view value)>;

/// key=value and key="value with blanks": a bare value ends at a blank or comma. Pairs without a value are none.
void find_pairs(std::string_view text, const PairFound& found);

/// Pairs separated by any of `pair_delimiters`, keys separated from values by any of `key_delimiters` (Search Reference,
/// extract). Delimiters in quotation marks do not count; a bare value that holds a key delimiter is not extracted.
void find_delimited_pairs(std::string_view text, std::string_view pair_delimiters, std::string_view key_delimiters,
                          const PairFound& found);

/// <key>value</key>, with or without attributes, where the value holds no element: as it is written, entities included.
void find_xml_pairs(std::string_view text, const PairFound& found);

/// A key as a field name (transforms.conf, CLEAN_KEYS): characters other than letters, digits and underscores become
/// underscores, then underscores and digits at the beginning are dropped. May leave nothing.
std::string clean_key(std::string_view key);

}  // namespace karst
