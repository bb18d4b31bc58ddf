#include "karst/lint.h"

#include "karst/engine_impl.h"
#include "karst/rule_set_impl.h"
#include "packs/library/pack_lint.h"
#include "rules/compiled_rule.h"
#include "rules/lint.h"

#include <algorithm>

namespace karst::api {

LintReport lint(const Engine& engine, const RuleSet& rules, const LintOptions& options) {
    const auto& inner = *engine.impl();
    LintReport report;
    auto& all = report.diagnostics;
    all = inner.diagnostics();
    Diagnostics of_packs;
    lint_packs(inner.options().packs, *inner.knowledge(), of_packs, *inner.files());
    append_public(of_packs, all);
    std::copy_if(rules.diagnostics().begin(), rules.diagnostics().end(), std::back_inserter(all),
                 [&](const Diagnostic& diagnostic) { return options.notes || diagnostic.severity != Severity::Note; });
    ContentsInUse contents(inner, all);
    SharedEnvironments environments(inner, Limits());
    for (const auto& rule : rules.impl()->inner_rules()) {
        const auto& content = contents.of(rules.impl()->content_file(rule));
        auto compiled = compile_rule(rule, content, environments.of(content));
        report.compiled += compiled.plan ? 1 : 0;
        report.unsupported += compiled.unsupported() ? 1 : 0;
        append_public(compiled.diagnostics, all);
        Diagnostics of_rule;
        lint_rule(compiled, of_rule);
        append_public(of_rule, all);
    }
    report.rules = rules.files();
    report.errors = count_errors(all);
    report.warnings = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Warning; }));
    return report;
}

}  // namespace karst::api
