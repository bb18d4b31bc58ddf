#include "engine/plan/compile.h"

#include "engine/eval/compiler.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

namespace karst {

namespace {

class NoFields final : public FieldReader {
public:
    Value field(FieldId) override { return {}; }
};

// An eval macro's definition is an expression of literals and functions: there is no event yet.
std::string evaluate_macro(const SourceText& definition) {
    const auto expression = parse_eval_expression(definition);
    EvalCompiler compiler(definition, [](std::string_view) { return FieldId{0}; });
    const auto program = compiler.compile(*expression);
    NoFields fields;
    Arena arena;
    RunContext run;
    EvalContext context{fields, arena, run};
    std::string text;
    append_text(program->evaluate(context), text);
    return text;
}

}  // namespace

SourceText replace_macros(const SourceText& text, const MacroSource& macros, std::vector<MacroUse>* uses) {
    return expand_macros(text, macros, evaluate_macro, uses);
}

std::shared_ptr<const Plan> compile_spl(const SourceText& text, const MacroSource& macros, const PlanEnvironment& environment,
                                        Diagnostics& diagnostics, std::vector<MacroUse>* uses) {
    try {
        const auto expanded = std::make_shared<const SourceText>(replace_macros(text, macros, uses));
        auto mine = environment;
        mine.macros = &macros;
        std::shared_ptr<const Pipeline> pipeline = parse_spl(*expanded, diagnostics);
        return pipeline ? make_plan(expanded, std::move(pipeline), mine) : nullptr;
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
        return nullptr;
    }
}

}  // namespace karst
