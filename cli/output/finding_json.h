// Findings as JSON, by the contract of `karst detect`.
#pragma once

#include "rules/finding.h"

#include <string>

namespace karst::cli {

/// One object; `row_json` is the result row.
std::string finding_json(const Finding& finding, const std::string& row_json);

}  // namespace karst::cli
