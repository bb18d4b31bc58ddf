#include "engine/plan/macros.h"

#include "engine/eval/compile/compiler.h"
#include "engine/run/run_context.h"
#include "engine/value/number.h"
#include "parser/parser.h"

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

}  // namespace karst
