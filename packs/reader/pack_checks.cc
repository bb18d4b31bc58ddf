#include "packs/reader/pack_checks.h"

#include "engine/eval/compile/compiler.h"
#include "engine/search/predicate.h"
#include "engine/text/regex.h"
#include "parser/parser.h"

namespace karst {

namespace {

// What is compiled here is thrown away: the slots of its fields do not matter.
FieldId nowhere(std::string_view) {
    return 0;
}

}  // namespace

bool check_regex(SourceText& regex, Diagnostics& diagnostics) {
    try {
        if (!regex.text().empty()) {
            Regex check(regex.text());
        }
        return true;
    } catch (const RegexError& error) {
        const auto at = static_cast<std::uint32_t>(error.offset());
        diagnostics.add(regex.diagnose("pack-bad-regex", {at, at + 1},
                                       std::string("the regular expression does not compile: ") + error.what()));
        regex = SourceText();
        return false;
    }
}

bool check_expression(const SourceText& expression, Diagnostics& diagnostics) {
    try {
        EvalCompiler(expression, nowhere).compile_assignment(*parse_eval_expression(expression));
        return true;
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
        return false;
    }
}

bool check_search(const SourceText& search, Diagnostics& diagnostics) {
    try {
        SearchCompiler(search, nowhere, 0, TimeZone()).compile(*parse_search_expression(search));
        return true;
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
        return false;
    }
}

}  // namespace karst
