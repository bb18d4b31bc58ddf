#include "base/clock.h"
#include "cli/commands/commands.h"
#include "cli/commands/interruption.h"
#include "cli/commands/session.h"
#include "cli/output/run_report.h"
#include "cli/output/usage_error.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <memory>

namespace karst::cli {

namespace {

struct DetectOptions {
    CommonOptions common;
    EventOptions events;
    std::vector<std::string> rules;
    std::vector<std::string> inputs;
    std::string summary;
    bool fail_on_finding = false;
    bool keep_going = false;
    bool statistics = false;
    bool profile = false;
};

void write_summary(const std::string& file, const DetectionSummary& summary) {
    using Json = nlohmann::ordered_json;
    const auto text = Json::parse(to_json(summary)).dump(1, ' ', false, Json::error_handler_t::replace);
    if (file == "-") {
        std::cerr << text << "\n";
        return;
    }
    std::ofstream out(file);
    if (!(out << text << "\n")) {
        throw UsageError(file + ": cannot be written");
    }
}

DetectionSummary write_findings(const Session& session, const DetectOptions& options, const Detector& detector,
                                std::vector<OutputTarget>& targets, Interruption& interruption) {
    std::vector<std::unique_ptr<FindingWriter>> writers;
    for (const auto& target : targets) {
        writers.push_back(target.format->findings(target.file->stream()));
    }
    auto run = run_options(options.events);
    run.stop = interruption.token();
    run.progress = [&, shown = session.event_progress()](std::uint64_t events) {
        interruption.poll();
        shown(events);
    };
    const auto summary = detector.run(find_sources(session.engine(), options.inputs), run, [&](const Finding& finding) {
        session.progress().clear();
        for (const auto& writer : writers) {
            writer->add(finding);
        }
        return true;
    });
    session.progress().clear();
    for (std::size_t number = 0; number < targets.size(); ++number) {
        writers[number]->finish();
        targets[number].file->finish();
    }
    return summary;
}

int run_detect(const DetectOptions& options) {
    const auto began = real_clock()->elapsed();
    const Session session(options.common, options.events.no_caps);
    auto targets = open_targets(options.common.output, Shown::Findings);
    const auto rules = RuleSet::from_paths(session.engine(), options.rules);
    session.report_errors(rules.diagnostics());
    const Detector detector(session.engine(), rules);
    session.report(detector.diagnostics());
    if (rules.size() == 0 && rules.files_failed() == 0) {
        throw UsageError("no rules found");
    }
    Interruption interruption;
    auto summary = write_findings(session, options, detector, targets, interruption);
    summary.statistics.seconds = real_clock()->elapsed() - began;  // with what came before the events were read
    if (!options.summary.empty()) {
        write_summary(options.summary, summary);
    }
    if (options.profile) {
        write_profile(std::cerr, summary);
    }
    if (options.statistics) {
        write_statistics(std::cerr, summary);
    }
    if (interruption.requested()) {
        std::cerr << "karst: interrupted: the output is partial, it is of the first " << summary.statistics.events
                  << " events\n";
        return kInterrupted;
    }
    if (summary.rules_failed > 0 && !options.keep_going) {
        return 2;
    }
    return options.fail_on_finding && summary.findings > 0 ? 1 : 0;
}

}  // namespace

CommandRunner add_detect(Arguments& arguments) {
    const auto options = std::make_shared<DetectOptions>();
    arguments.list("RULE", options->rules, "rule files or directories", {.required = true});
    arguments.list("-i,--input", options->inputs, "event files, directories, or - for standard input", {.required = true});
    arguments.text("--summary", options->summary, "write what was done as JSON to a file (-: standard error)",
                   {.placeholder = "FILE"});
    arguments.flag("--fail-on-finding", options->fail_on_finding, "exit with 1 when there are findings");
    arguments.flag("--keep-going", options->keep_going, "exit with 0 although some rules could not be run");
    arguments.flag("--stats", options->statistics, "say on standard error how fast the run was, and its memory");
    arguments.flag("--profile", options->profile, "list on standard error what each rule has cost, and how it is indexed");
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_detect(*options); };
}

}  // namespace karst::cli
