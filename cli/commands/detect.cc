#include "engine/detect/detect.h"
#include "base/delimited.h"
#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/finding_json.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "rules/compiled_rule.h"
#include "rules/finding.h"
#include "rules/rule_loader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
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
};

// A rule of the run: its plan, and what came of it.
struct RuleRun {
    const Rule* rule;
    std::size_t detection = static_cast<std::size_t>(-1);
    std::string error;
};

class DetectCommand {
public:
    explicit DetectCommand(const DetectOptions& options)
        : options_(options), session_(options.common), targets_(open_targets(options.common)) {}

    int run() {
        const auto began = std::chrono::steady_clock::now();
        load();
        scan();
        session_.progress().clear();
        for (auto& target : targets_) {
            write_findings(target);
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        write_summary(took.count());
        if (failed_ > 0 && !options_.keep_going) {
            return 2;
        }
        return options_.fail_on_finding && findings_ > 0 ? 1 : 0;
    }

private:
    void load() {
        rules_ = load_rules(options_.rules);
        for (const auto& diagnostic : rules_.diagnostics.all()) {
            if (diagnostic.severity == Severity::Error) {
                session_.report(diagnostic);
            }
        }
        failed_ = rules_.files_failed;
        SharedEnvironments environments(session_, options_.events.no_caps ? Limits::none() : Limits());
        for (const auto& rule : rules_.rules) {
            const auto& content = session_.content_of(rule.file);
            const auto& environment = environments.of(content);
            auto compiled = compile_rule(rule, content, environment);
            RuleRun rule_run{&rule, static_cast<std::size_t>(-1), ""};
            if (compiled.plan) {
                rule_run.detection = detections_.size();
                auto& detection = detections_.emplace_back();
                detection.plan = compiled.plan;
                detection.lookups = environment.lookups;
            } else {
                ++failed_;
                for (const auto& diagnostic : compiled.diagnostics.all()) {
                    session_.report(diagnostic);
                }
                rule_run.error =
                    compiled.diagnostics.all().empty() ? "does not compile" : compiled.diagnostics.all().front().message;
            }
            runs_.push_back(std::move(rule_run));
        }
        if (rules_.rules.empty() && failed_ == 0) {
            throw UsageError("no rules found");
        }
    }

    void scan() {
        const auto files = input_files(options_.inputs);
        const auto scan = session_.scan(files, make_scan_options(options_.events));
        // Rules about the last hour are meant to be run while it is the last hour: for a file that is when it ends.
        const auto some_plan = [&](auto holds) {
            return std::any_of(detections_.begin(), detections_.end(),
                               [&](const Detection& detection) { return holds(*detection.plan); });
        };
        const bool wants_now = options_.events.now.empty() && some_plan([](const Plan& plan) { return plan.uses_now(); });
        const bool other_scans = some_plan([](const Plan& plan) { return plan.reads_events_again(); });
        if (wants_now || other_scans) {
            keep_standard_input(files);
        }
        auto run = make_run_context(options_.events, wants_now ? scan->newest_time() : std::nullopt);
        run.inputs = scan.get();
        run.dataset = options_.events.dataset;
        run.warn = session_.warnings();
        run_detections(detections_, run);
        statistics_ = scan->statistics();
        for (const auto& detection : detections_) {
            findings_ += detection.rows();
        }
        for (auto& rule_run : runs_) {
            if (rule_run.detection < detections_.size() && !detections_[rule_run.detection].error.empty()) {
                rule_run.error = detections_[rule_run.detection].error;
                ++failed_;
                session_.say(rule_run.rule->file + ": " + rule_run.error);
            }
        }
    }

    // Calls `each` with every finding and its row as JSON, rule by rule.
    template <class Each>
    void for_each_finding(Each each) const {
        for (const auto& rule_run : runs_) {
            if (rule_run.detection >= detections_.size()) {
                continue;
            }
            const auto& detection = detections_[rule_run.detection];
            const auto order = column_order(detection.columns, detection.fields);
            for (const auto& batch : detection.results) {
                for (const auto& row : batch.rows()) {
                    each(make_finding(*rule_run.rule, row, detection.fields),
                         [&] { return row_json(row, order, detection.fields); });
                }
            }
        }
    }

    void write_findings(OutputTarget& target) const {
        const auto format = row_format(target.format, target.output->is_terminal());
        auto& out = target.output->stream();
        std::vector<std::vector<std::string>> table;
        bool first = true;
        for_each_finding([&](const Finding& finding, auto row) {
            if (format == RowFormat::Ndjson) {
                out << finding_json(finding, row()) << "\n";
            } else if (format == RowFormat::Json) {
                out << (first ? "[\n" : ",\n") << finding_json(finding, row());
                first = false;
            } else {
                table.push_back(cells_of(finding));
            }
        });
        if (format == RowFormat::Json) {
            out << (first ? "[\n" : "\n") << "]\n";
        } else if (format == RowFormat::Table) {
            write_table(out, {"severity", "score", "rule", "entities", "message"}, table, 90);
        } else if (format == RowFormat::Csv) {
            out << csv_line({"severity", "risk_score", "rule", "entities", "message"});
            for (const auto& cells : table) {
                out << csv_line(cells);
            }
        }
        target.output->finish();
    }

    static std::vector<std::string> cells_of(const Finding& finding) {
        std::string entities;
        for (const auto& entity : finding.entities) {
            entities += (entities.empty() ? "" : ", ") + entity.type + " " + entity.value;
        }
        const auto score = std::to_string(static_cast<int>(finding.risk_score));
        return {std::string(name_of(finding.rule->severity)), score, finding.rule->name, entities, finding.message};
    }

    void write_summary(double seconds) {
        if (options_.summary.empty()) {
            return;
        }
        nlohmann::ordered_json summary;
        summary["rules"] = rules_.files;
        summary["rules_failed"] = failed_;
        summary["events"] = statistics_.events;
        summary["events_skipped"] = statistics_.skipped;
        summary["bytes"] = statistics_.bytes;
        summary["findings"] = findings_;
        summary["seconds"] = seconds;
        summary["by_rule"] = nlohmann::ordered_json::array();
        for (const auto& rule_run : runs_) {
            nlohmann::ordered_json entry;
            entry["file"] = rule_run.rule->file;
            entry["name"] = rule_run.rule->name;
            entry["findings"] = rule_run.detection < detections_.size() ? detections_[rule_run.detection].rows() : 0;
            if (!rule_run.error.empty()) {
                entry["error"] = rule_run.error;
            }
            summary["by_rule"].push_back(std::move(entry));
        }
        const auto text = summary.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        if (options_.summary == "-") {
            std::cerr << text << "\n";
            return;
        }
        std::ofstream file(options_.summary);
        if (!(file << text << "\n")) {
            throw UsageError(options_.summary + ": cannot be written");
        }
    }

    const DetectOptions& options_;
    Session session_;
    std::vector<OutputTarget> targets_;
    RuleSet rules_;
    std::vector<RuleRun> runs_;
    std::vector<Detection> detections_;
    ScanStatistics statistics_;
    std::size_t failed_ = 0;
    std::size_t findings_ = 0;
};

}  // namespace

CommandRunner add_detect(Arguments& arguments) {
    const auto options = std::make_shared<DetectOptions>();
    arguments.list("RULE", options->rules, "rule files or directories", {.required = true});
    arguments.list("-i,--input", options->inputs, "event files, directories, or - for standard input", {.required = true});
    arguments.text("--summary", options->summary, "write what was done as JSON to a file (-: standard error)",
                   {.placeholder = "FILE"});
    arguments.flag("--fail-on-finding", options->fail_on_finding, "exit with 1 when there are findings");
    arguments.flag("--keep-going", options->keep_going, "exit with 0 although some rules could not be run");
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return DetectCommand(*options).run(); };
}

}  // namespace karst::cli
