#include "cli/commands/commands.h"
#include "cli/commands/session.h"
#include "cli/output/report.h"
#include "cli/output/row_writer.h"
#include "engine/compile/compile.h"
#include "engine/knowledge/field_graph.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kExamples = 3;

struct FieldsOptions {
    CommonOptions common;
    EventOptions events;
    std::vector<std::string> inputs;
};

// What is known of one field of one sourcetype.
struct FieldSummary {
    std::uint64_t events = 0;
    std::vector<std::string> examples;
};

struct SourcetypeSummary {
    std::uint64_t events = 0;
    std::string source;
    std::map<std::string, FieldSummary> fields;
};

class FieldCollector final : public RowSink {
public:
    explicit FieldCollector(const FieldTable& fields) : fields_(fields) {}
    void finish() override {}
    std::map<std::string, SourcetypeSummary>& sourcetypes() { return sourcetypes_; }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            auto& summary = sourcetypes_[text_of_field(row, "sourcetype")];
            ++summary.events;
            if (summary.source.empty()) {
                summary.source = text_of_field(row, "source");
            }
            const auto slots = row.slots();
            for (FieldId id = 0; id < slots.size() && id < fields_.size(); ++id) {
                if (!slots[id].is_null()) {
                    add(summary.fields[std::string(fields_.name(id))], slots[id]);
                }
            }
        }
        return true;
    }

private:
    std::string text_of_field(const Row& row, std::string_view name) const {
        std::string text;
        if (const auto id = fields_.find(name)) {
            append_text(row.get(*id), text);
        }
        return text;
    }

    static void add(FieldSummary& field, Value value) {
        ++field.events;
        if (field.examples.size() >= kExamples) {
            return;
        }
        std::string text;
        append_text(value, text);
        if (std::find(field.examples.begin(), field.examples.end(), text) == field.examples.end()) {
            field.examples.push_back(std::move(text));
        }
    }

    const FieldTable& fields_;
    std::map<std::string, SourcetypeSummary> sourcetypes_;
};

void write_text(std::ostream& out, const Json& json) {
    for (const auto& one : json) {
        out << "sourcetype " << printable(one["sourcetype"].get<std::string>()) << ": " << one["events"] << " events\n";
        std::vector<std::vector<std::string>> rows;
        for (const auto& field : one["fields"]) {
            std::string examples;
            for (const auto& example : field["examples"]) {
                examples += (examples.empty() ? "" : " | ") + example.get<std::string>();
            }
            rows.push_back({field["field"].get<std::string>(), field["origin"].get<std::string>(),
                            std::to_string(std::lround(field["coverage"].get<double>() * 100)) + " %", examples});
        }
        write_table(out, {"field", "origin", "coverage", "examples"}, rows, 70);
        out << "\n";
    }
}

int run_fields(const FieldsOptions& options) {
    const Session session(options.common);
    auto targets = open_targets(options.common);
    auto run = make_run_context(options.events);
    Diagnostics diagnostics;
    const auto& content = session.content_of("");
    const auto plan =
        compile_spl(SourceText::whole("fields", "search *"), content, session.environment(run.limits, content), diagnostics);
    const auto scan = session.scan(input_files(options.inputs), make_scan_options(options.events));
    run.inputs = scan.get();
    run.fields = plan->fields();
    FieldCollector collector(run.fields);
    run_plan(plan, run, collector);
    session.progress().clear();
    auto json = Json::array();
    auto entries = Json::array();
    for (const auto& [sourcetype, summary] : collector.sourcetypes()) {
        const FieldGraph graph(*session.knowledge(), {sourcetype, summary.source, "", "main"});
        auto& fields = json.emplace_back(Json{{"sourcetype", sourcetype}, {"events", summary.events}})["fields"];
        fields = Json::array();
        for (const auto& [name, field] : summary.fields) {
            fields.push_back({{"field", name},
                              {"origin", std::string(graph.kind_of(name))},
                              {"events", field.events},
                              {"coverage", static_cast<double>(field.events) / static_cast<double>(summary.events)},
                              {"examples", field.examples}});
            entries.push_back({{"sourcetype", sourcetype}});
            entries.back().update(fields.back());
        }
    }
    write_report(targets, options.common, {json, entries, [&](std::ostream& out, bool) { write_text(out, json); }});
    return 0;
}

}  // namespace

CommandRunner add_fields(Arguments& arguments) {
    const auto options = std::make_shared<FieldsOptions>();
    arguments.list("INPUT", options->inputs, "files, directories, or - for standard input", {.required = true});
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_fields(*options); };
}

}  // namespace karst::cli
