// Lookups that a program answers in a Splunk installation (transforms.conf, external_cmd) and a function answers here. A pack
// gives a table such a function with `computed:`.
#pragma once

#include "engine/lookup/lookup.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct ComputedLookup {
    std::string_view name;  // in packs
    std::vector<std::string_view> inputs;
    std::string_view output;
    std::string (*compute)(const std::vector<std::string_view>& inputs);
};

/// Null when there is none of this name.
const ComputedLookup* find_computed_lookup(std::string_view name);

}  // namespace karst
