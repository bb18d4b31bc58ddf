// What the text of an event must contain for a search expression to hold, so that a scan can pass over most events without
// parsing them.
#pragma once

#include "parser/ast.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Texts in lower case, one of which every event that matches contains in some case; nothing when there is no such condition.
/// `stands_in_text(field)` says whether the values of a field stand in the event as they are: not when search-time knowledge
/// may make them. A value that the event's format spells with an escape is not found in this way; the caller must look at such
/// events whatever they contain.
///
/// Only what must hold counts: not what stands under NOT, no inequality, no order, nothing shorter than three characters, no
/// CIDR block.
std::optional<std::vector<std::string>> required_text(const SearchExpression& expression,
                                                      const std::function<bool(std::string_view field)>& stands_in_text);

}  // namespace karst
