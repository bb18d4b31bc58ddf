// Subsearches whose results become text, as in Splunk: [ … ] in an expression or among the arguments of a command.
#pragma once

#include "engine/plan/plan.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// The plan with texts in the places of its text inputs: `texts` has one for each of them, in the order of Plan::inputs(). The
/// whole text is parsed and planned again. Throws DiagnosticError for what does not fit there.
std::shared_ptr<const Plan> with_texts(const Plan& plan, const std::vector<std::string>& texts);

}  // namespace karst
