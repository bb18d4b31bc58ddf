#include "engine/compile/compile.h"

#include "engine/operators/operator_table.h"
#include "engine/plan/macros.h"
#include "engine/plan/planner.h"

namespace karst {

PlanEnvironment spl_environment() {
    PlanEnvironment environment;
    environment.plan_functions = find_plan_function;
    return environment;
}

std::shared_ptr<const Plan> compile_spl(const SourceText& text, const MacroSource& macros, const PlanEnvironment& environment,
                                        Diagnostics& diagnostics, std::vector<MacroUse>* uses) {
    try {
        const auto expanded = std::make_shared<const SourceText>(replace_macros(text, macros, uses));
        auto mine = environment;
        mine.macros = &macros;
        mine.plan_functions = find_plan_function;
        std::shared_ptr<const Pipeline> pipeline = parse_spl(*expanded, diagnostics);
        return pipeline ? make_plan(expanded, std::move(pipeline), mine) : nullptr;
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
        return nullptr;
    }
}

}  // namespace karst
