// The values that a field can take and that do not occur in the raw text of its event: constants of a calculated field, cells
// of a lookup.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// The values of a field that are not parts of its event's text; a literal prefilter must not be used for them. (Of a list, its
/// items; a part has no line end that the text has not.) Nothing: the field can have any value.
using DerivedValues = std::optional<std::vector<std::string>>;

/// Adds the values that another field may have.
void add_derived_values(DerivedValues& derived, const DerivedValues& more);

}  // namespace karst
