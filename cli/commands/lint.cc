#include "rules/lint.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/diagnostic_writer.h"
#include "cli/output/diagnostics_json.h"
#include "cli/output/report.h"
#include "packs/library/pack_lint.h"
#include "rules/compiled_rule.h"
#include "rules/rule_loader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace karst::cli {

namespace {

struct LintOptions {
    CommonOptions common;
    std::vector<std::string> rules;
};

int run_lint(const LintOptions& options) {
    if (options.rules.empty() && options.common.packs.empty()) {
        throw UsageError("name rules, or packs with --packs");
    }
    auto targets = open_targets(options.common);
    Diagnostics all;
    const Session session(options.common, &all);
    lint_packs(options.common.packs, *session.knowledge(), all);
    auto rules = load_rules(options.rules);
    for (const auto& diagnostic : rules.diagnostics.all()) {
        if (diagnostic.severity != Severity::Note || options.common.verbose) {
            all.add(diagnostic);
        }
    }
    std::size_t compiled_count = 0;
    std::size_t unsupported = 0;
    SharedEnvironments environments(session, Limits());
    for (const auto& rule : rules.rules) {
        const auto& content = session.content_of(rule.file);
        auto compiled = compile_rule(rule, content, environments.of(content));
        compiled_count += compiled.plan ? 1 : 0;
        unsupported += compiled.unsupported() ? 1 : 0;
        for (const auto& diagnostic : compiled.diagnostics.all()) {
            all.add(diagnostic);
        }
        lint_rule(compiled, all);
    }
    const auto warnings =
        static_cast<std::size_t>(std::count_if(all.all().begin(), all.all().end(), [](const Diagnostic& diagnostic) {
            return diagnostic.severity == Severity::Warning;
        }));
    nlohmann::ordered_json json;
    json["diagnostics"] = nlohmann::ordered_json::array();
    for (const auto& diagnostic : all.all()) {
        json["diagnostics"].push_back(diagnostic_json(diagnostic));
    }
    json["summary"] = {{"rules", rules.files},
                       {"errors", all.errors()},
                       {"warnings", warnings},
                       {"compiled", compiled_count},
                       {"unsupported", unsupported}};
    const auto text = [&](std::ostream& out, bool color) {
        for (const auto& diagnostic : all.all()) {
            write_diagnostic(out, diagnostic, {color});
        }
        out << rules.files << " rules, " << compiled_count << " compile, " << unsupported << " unsupported, " << all.errors()
            << " errors, " << warnings << " warnings\n";
    };
    write_report(targets, options.common, {json, json["diagnostics"], text});
    return all.errors() > 0 ? 1 : 0;
}

}  // namespace

CommandRunner add_lint(Arguments& arguments) {
    const auto options = std::make_shared<LintOptions>();
    arguments.list("RULE", options->rules, "rule files or directories; none with --packs: only the packs are checked");
    add_common_options(arguments, options->common);
    return [options] { return run_lint(*options); };
}

}  // namespace karst::cli
