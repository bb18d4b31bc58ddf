// Literals of regular expressions: texts that must stand where a pattern matches, so that an index can find by them what the
// pattern may match.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Texts in lower case one of which stands, in some case of its ASCII letters, in every text that `pattern` matches; each has
/// three characters or more. Nothing when there are none, and for patterns that RE2 cannot run. `pattern` must be one that
/// Regex compiles.
std::optional<std::vector<std::string>> literals_of_regex(std::string_view pattern);

}  // namespace karst
