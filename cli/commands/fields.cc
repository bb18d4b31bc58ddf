#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/terminal_text.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace karst::cli {

namespace {

constexpr std::size_t kMaxCell = 70;

struct FieldsArguments {
    CommonOptions common;
    EventOptions events;
    std::vector<std::string> inputs;
};

void write_text(std::ostream& out, const std::vector<SourcetypeFields>& sourcetypes) {
    for (const auto& one : sourcetypes) {
        out << "sourcetype " << printable(one.sourcetype) << ": " << one.events << " events\n";
        std::vector<std::vector<std::string>> rows;
        for (const auto& field : one.fields) {
            std::string examples;
            for (const auto& example : field.examples) {
                examples += (examples.empty() ? "" : " | ") + example;
            }
            rows.push_back({field.field, field.origin, std::to_string(std::lround(field.coverage * 100)) + " %", examples});
        }
        write_table(out, {"field", "origin", "coverage", "examples"}, rows, kMaxCell);
        out << "\n";
    }
}

// One for each field, with its sourcetype before the rest.
nlohmann::ordered_json entries_of(const nlohmann::ordered_json& sourcetypes) {
    auto entries = nlohmann::ordered_json::array();
    for (const auto& one : sourcetypes) {
        for (const auto& field : one["fields"]) {
            entries.push_back({{"sourcetype", one["sourcetype"]}});
            entries.back().update(field);
        }
    }
    return entries;
}

int run_fields(const FieldsArguments& arguments) {
    const Session session(arguments.common, arguments.events.no_caps);
    auto targets = open_targets(arguments.common.output, Shown::Lists);
    auto run = run_options(arguments.events);
    run.progress = session.event_progress();
    const auto sourcetypes = survey_fields(session.engine(), find_sources(session.engine(), arguments.inputs), run);
    session.progress().clear();
    write_report(
        targets, arguments.common.output, Shown::Lists, to_json(sourcetypes),
        [&](std::ostream& out, bool) { write_text(out, sourcetypes); }, entries_of);
    return 0;
}

}  // namespace

CommandRunner add_fields(Arguments& arguments) {
    const auto options = std::make_shared<FieldsArguments>();
    arguments.list("INPUT", options->inputs, "files, directories, or - for standard input", {.required = true});
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_fields(*options); };
}

}  // namespace karst::cli
