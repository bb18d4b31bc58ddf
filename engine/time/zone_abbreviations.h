// Time zone abbreviations as they stand in log lines ("EST", "CEST"). Abbreviations are ambiguous in general; the table has
// the reading of RFC 5322 for North America and the zone database's for the rest.
#pragma once

#include <optional>
#include <string_view>

namespace karst {

/// Seconds east of UTC; case-insensitive. Nothing for an unknown abbreviation.
std::optional<int> offset_of_abbreviation(std::string_view abbreviation);

}  // namespace karst
