// Rules ready to run: each compiled against its content, with what was wrong with those that did not compile.
#pragma once

#include "engine/plan/plan.h"
#include "parser/grammar/macro.h"
#include "rules/rule.h"

#include <memory>
#include <vector>

namespace karst {

struct CompiledRule {
    const Rule* rule = nullptr;
    std::shared_ptr<const Plan> plan;  // null: it did not compile
    std::vector<MacroUse> macros;
    Diagnostics diagnostics;

    /// True when it failed only because of commands that karst does not run.
    bool unsupported() const;
};

/// Compiles a rule's search. Never throws for what is wrong with the rule.
CompiledRule compile_rule(const Rule& rule, const MacroSource& macros, const PlanEnvironment& environment);

}  // namespace karst
