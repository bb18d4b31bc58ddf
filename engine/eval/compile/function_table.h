// The table of all eval functions.
#pragma once

#include "engine/eval/function_spec.h"

#include <string_view>
#include <vector>

namespace karst {

/// All functions, sorted by name.
const std::vector<const FunctionSpec*>& all_functions();

/// The function of that (lower-case) name, null when there is none.
const FunctionSpec* find_function(std::string_view name);

}  // namespace karst
