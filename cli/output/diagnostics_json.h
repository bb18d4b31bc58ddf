// Diagnostics as JSON, by the contract of `karst lint`.
#pragma once

#include "base/diagnostic.h"

#include <nlohmann/json_fwd.hpp>

namespace karst::cli {

nlohmann::ordered_json diagnostic_json(const Diagnostic& diagnostic);

}  // namespace karst::cli
