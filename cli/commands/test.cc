#include "base/clock.h"
#include "base/environment.h"
#include "base/work_in_order.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "rules/rule_loader.h"
#include "rules/test_run.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace karst::cli {

namespace {

struct TestOptions {
    CommonOptions common;
    EventOptions events;
    std::vector<std::string> rules;
    std::vector<std::string> data;
};

struct Counts {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t skipped = 0;
    std::size_t errors = 0;
    std::size_t unsupported = 0;

    void add(TestStatus status) {
        switch (status) {
        case TestStatus::Passed:
            ++passed;
            break;
        case TestStatus::Failed:
            ++failed;
            break;
        case TestStatus::Skipped:
            ++skipped;
            break;
        case TestStatus::Unsupported:
            ++unsupported;
            break;
        case TestStatus::Error:
            ++errors;
            break;
        }
    }
};

nlohmann::ordered_json result_json(const TestResult& result) {
    return {{"rule_file", result.rule->file},
            {"rule", result.rule->name},
            {"id", result.rule->id},
            {"test", result.test},
            {"status", name_of(result.status)},
            {"reason", result.reason},
            {"events", result.events},
            {"results", result.results},
            {"missing_fields", result.missing_fields},
            {"milliseconds", result.milliseconds}};
}

void write_text(std::ostream& out, const std::vector<TestResult>& results, const Counts& counts, bool all) {
    for (const auto& result : results) {
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
    out << counts.passed << " passed, " << counts.failed << " failed, " << counts.skipped << " skipped, " << counts.unsupported
        << " unsupported, " << counts.errors << " errors\n";
}

// What the tests of one rule gave.
struct Tested {
    std::vector<TestResult> results;
    std::vector<std::string> warnings;
};

int run_test(const TestOptions& options) {
    const auto began = real_clock()->elapsed();
    const Session session(options.common);
    auto targets = open_targets(options.common);
    auto folders = options.data;
    if (const auto folder = real_environment()->variable("KARST_DATA").value_or(""); !folder.empty()) {
        folders.push_back(folder);
    }
    const TestData data(folders);
    auto rules = load_rules(options.rules);
    Counts counts;
    for (const auto& diagnostic : rules.diagnostics.all()) {
        if (diagnostic.severity == Severity::Error) {
            session.report(diagnostic);
        }
    }
    counts.errors += rules.files_failed;
    const auto run = make_run_context(options.events);
    const auto warn = session.warnings();
    const auto threads = std::max<std::size_t>(options.events.threads, 1);
    // Read before the threads begin, since what is wrong with it is said.
    std::vector<const ContentLibrary*> contents;
    for (const auto& rule : rules.rules) {
        contents.push_back(&session.content_of(rule.file));
    }
    const auto test = [&](std::size_t index) {
        Tested tested;
        // Tables of its own for each rule: what one writes (outputlookup) another must not see.
        const auto& content = *contents[index];
        const auto environment = session.environment(run.limits, content);
        auto mine = run;
        mine.lookups = environment.lookups;
        mine.warn = [&](std::string_view message) { tested.warnings.emplace_back(message); };
        const auto compiled = compile_rule(rules.rules[index], content, environment);
        // Many rules are shared out among the threads; the events of one are.
        tested.results = run_tests(compiled, data, mine, session.knowledge(), !options.events.now.empty(),
                                   rules.rules.size() == 1 ? threads : 1);
        return tested;
    };
    std::vector<TestResult> results;
    std::size_t done = 0;
    work_in_order(rules.rules.size(), threads, test, [&](Tested tested) {
        if (++done; session.progress().due()) {
            session.progress().show("rule " + std::to_string(done) + " of " + std::to_string(rules.rules.size()));
        }
        std::for_each(tested.warnings.begin(), tested.warnings.end(), warn);
        for (auto& result : tested.results) {
            counts.add(result.status);
            results.push_back(std::move(result));
        }
    });
    const auto seconds = real_clock()->elapsed() - began;
    nlohmann::ordered_json json;
    json["summary"] = {{"passed", counts.passed},           {"failed", counts.failed}, {"skipped", counts.skipped},
                       {"unsupported", counts.unsupported}, {"errors", counts.errors}, {"seconds", seconds}};
    json["tests"] = nlohmann::ordered_json::array();
    for (const auto& result : results) {
        json["tests"].push_back(result_json(result));
    }
    session.progress().clear();
    write_report(targets, options.common, {json, json["tests"], [&](std::ostream& out, bool) {
                                               write_text(out, results, counts, options.common.verbose || rules.files == 1);
                                           }});
    return counts.failed + counts.errors > 0 ? 1 : 0;
}

}  // namespace

CommandRunner add_test(Arguments& arguments) {
    const auto options = std::make_shared<TestOptions>();
    arguments.list("RULE", options->rules, "rule files or directories", {.required = true});
    arguments.repeated("--data", options->data, "folder with the attack data that tests name by URL (also: KARST_DATA)",
                       {.placeholder = "DIR"});
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_test(*options); };
}

}  // namespace karst::cli
