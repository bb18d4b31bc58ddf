// Required literals of a search expression (as in RE2's prefilter): texts that an event must contain for it to hold, so that a
// scan can pass over most events without parsing them.
#pragma once

#include "engine/search/derived_values.h"
#include "engine/search/filter_condition.h"
#include "parser/grammar/ast.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Texts in lower case, one of which every event that matches contains in some case; nothing when there is no such condition.
/// `derived_values(field)` says which values a field can have that need not stand in the event: those that search-time
/// knowledge makes. A value that the event's format spells with an escape is not found in this way; the caller must look at
/// such events whatever they contain.
///
/// Only what must hold counts: not what stands under NOT, no inequality, no order, nothing shorter than three characters, no
/// line ends, no CIDR block.
std::optional<std::vector<std::string>>
required_literals(const SearchExpression& expression,
                  const std::function<DerivedValues(std::string_view field)>& derived_values);

/// The same for an event that gets through a later filter.
std::optional<std::vector<std::string>>
required_literals(const FilterCondition& condition, const std::function<DerivedValues(std::string_view field)>& derived_values);

/// The better of two such sets of texts to look for; either may be nothing.
std::optional<std::vector<std::string>> better_literals(std::optional<std::vector<std::string>> one,
                                                        std::optional<std::vector<std::string>> other);

}  // namespace karst
