#include "cli/commands/commands.h"
#include "cli/commands/diagnostic_codes.h"
#include "cli/commands/session.h"
#include "cli/output/diagnostic_writer.h"
#include "cli/output/usage_error.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace karst::cli {

namespace {

struct LintArguments {
    CommonOptions common;
    std::vector<std::string> rules;
    std::string explain;  // --explain
    bool codes = false;   // --codes
};

void write_text(std::ostream& out, const LintReport& report, bool color) {
    for (const auto& diagnostic : report.diagnostics) {
        write_diagnostic(out, diagnostic, {color});
    }
    out << report.rules << " rules, " << report.compiled << " compile, " << report.unsupported << " unsupported, "
        << report.errors << " errors, " << report.warnings << " warnings\n";
}

int run_lint(const LintArguments& arguments) {
    if (arguments.codes || !arguments.explain.empty()) {
        if (!arguments.rules.empty()) {
            throw UsageError("--explain and --codes are about diagnostics, not about rules: leave the rules out");
        }
        return arguments.codes ? list_codes(arguments.common.output) : explain_code(arguments.common.output, arguments.explain);
    }
    if (arguments.rules.empty() && arguments.common.packs.empty()) {
        throw UsageError("name rules, or packs with --packs");
    }
    auto targets = open_targets(arguments.common.output, Shown::Diagnostics);
    const auto session = Session::for_lint(arguments.common);
    const auto rules = RuleSet::from_paths(session.engine(), arguments.rules);
    const auto report = lint(session.engine(), rules, {.notes = arguments.common.verbose > 0});
    write_report(
        targets, arguments.common.output, Shown::Diagnostics, to_json(report),
        [&](std::ostream& out, bool color) { write_text(out, report, color); },
        [](const nlohmann::ordered_json& whole) { return whole["diagnostics"]; });
    return report.errors > 0 ? 1 : 0;
}

}  // namespace

CommandRunner add_lint(Arguments& arguments) {
    const auto options = std::make_shared<LintArguments>();
    arguments.list("RULE", options->rules, "rule files or directories; none with --packs: only the packs are checked");
    arguments.text("--explain", options->explain, "say what a diagnostic means, with an example", {.placeholder = "CODE"});
    arguments.flag("--codes", options->codes, "list the codes of all diagnostics");
    add_common_options(arguments, options->common);
    return [options] { return run_lint(*options); };
}

}  // namespace karst::cli
