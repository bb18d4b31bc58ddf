#include "base/environment.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/terminal_text.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace karst::cli {

namespace {

struct TestArguments {
    CommonOptions common;
    EventOptions events;
    std::vector<std::string> rules;
    std::vector<std::string> data;
};

void write_text(std::ostream& out, const TestReport& report, bool all) {
    for (const auto& result : report.results) {
        if (result.status == TestStatus::Skipped && !all) {
            continue;
        }
        out << name_of(result.status) << "  " << printable(result.rule->file)
            << (result.test.empty() ? "" : " (" + printable(result.test) + ")");
        if (result.status == TestStatus::Passed) {
            out << ": " << result.results << " results of " << result.events << " events";
        } else {
            out << ": " << printable(result.reason);
        }
        out << "\n";
    }
    out << report.passed << " passed, " << report.failed << " failed, " << report.skipped << " skipped, " << report.unsupported
        << " unsupported, " << report.errors << " errors\n";
}

int run_test(const TestArguments& arguments) {
    const Session session(arguments.common, arguments.events.no_caps);
    auto targets = open_targets(arguments.common.output, Shown::Tests);
    TestOptions options;
    options.run = run_options(arguments.events);
    options.data = arguments.data;
    if (const auto folder = real_environment()->variable("KARST_DATA").value_or(""); !folder.empty()) {
        options.data.push_back(folder);
    }
    options.progress = [&](std::size_t done, std::size_t of) {
        if (session.progress().due()) {
            session.progress().show("rule " + std::to_string(done) + " of " + std::to_string(of));
        }
    };
    const auto rules = RuleSet::from_paths(session.engine(), arguments.rules);
    session.report_errors(rules.diagnostics());
    session.report(check_content(session.engine(), rules));
    const auto report = run_tests(session.engine(), rules, options);
    session.progress().clear();
    write_report(
        targets, arguments.common.output, Shown::Tests, to_json(report),
        [&](std::ostream& out, bool) { write_text(out, report, arguments.common.verbose > 0 || rules.files() == 1); },
        [](const nlohmann::ordered_json& whole) { return whole["tests"]; });
    return report.failed + report.errors > 0 ? 1 : 0;
}

}  // namespace

CommandRunner add_test(Arguments& arguments) {
    const auto options = std::make_shared<TestArguments>();
    arguments.list("RULE", options->rules, "rule files or directories", {.required = true});
    arguments.repeated("--data", options->data, "folder with the attack data that tests name by URL (also: KARST_DATA)",
                       {.placeholder = "DIR"});
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_test(*options); };
}

}  // namespace karst::cli
