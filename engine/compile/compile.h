// From SPL text to a plan, in one step: macros, parsing, planning.
#pragma once

#include "engine/plan/plan.h"
#include "parser/grammar/macro.h"
#include "parser/parser.h"

#include <memory>
#include <vector>

namespace karst {

/// An environment in which every command can be planned; the rest is for the caller to set.
PlanEnvironment spl_environment();

/// Plans SPL text. What is wrong is added to `diagnostics` (never thrown), and the result is null then. `uses` gets the macros
/// that were used. `macros` must outlive the plan, which may be planned anew with the results of its subsearches.
std::shared_ptr<const Plan> compile_spl(const SourceText& text, const MacroSource& macros, const PlanEnvironment& environment,
                                        Diagnostics& diagnostics, std::vector<MacroUse>* uses = nullptr);

}  // namespace karst
