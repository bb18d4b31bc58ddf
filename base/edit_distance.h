// The edit distance of two texts: how many of their characters (code points) have to change.
#pragma once

#include <cstddef>
#include <string_view>

namespace karst {

/// What it costs to exchange two characters that stand side by side: two edits are the Levenshtein distance, one edit the
/// optimal string alignment distance, which suits typing errors ("mvcuont").
enum class Exchange { TwoEdits, OneEdit };

/// The insertions, deletions and replacements of a character that make the first text the second. Case counts.
std::size_t edit_distance(std::string_view from, std::string_view to, Exchange exchange);

}  // namespace karst
