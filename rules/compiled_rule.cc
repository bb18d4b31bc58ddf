#include "rules/compiled_rule.h"

#include "engine/compile/compile.h"

#include <algorithm>

namespace karst {

bool CompiledRule::unsupported() const {
    const auto& all = diagnostics.all();
    return !plan && diagnostics.errors() == 0 && std::any_of(all.begin(), all.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.code.kind() == DiagnosticKind::Unsupported;
    });
}

CompiledRule compile_rule(const Rule& rule, const MacroSource& macros, const PlanEnvironment& environment) {
    CompiledRule compiled;
    compiled.rule = &rule;
    auto mine = environment;
    mine.diagnostics = &compiled.diagnostics;
    compiled.plan = compile_spl(rule.search, macros, mine, compiled.diagnostics, &compiled.macros);
    return compiled;
}

}  // namespace karst
