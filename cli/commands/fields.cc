#include "cli/commands.h"
#include "cli/output/row_writer.h"
#include "cli/session.h"
#include "engine/knowledge/field_graph.h"
#include "engine/plan/compile.h"
#include "engine/value/number.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace karst::cli {

namespace {

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

int run_fields(const FieldsOptions& options) {
    const Session session(options.common, "");
    Output output(options.common.output);
    auto run = make_run_context(options.events);
    Diagnostics diagnostics;
    const auto plan =
        compile_spl(SourceText::whole("fields", "search *"), session.content(), session.environment(run.limits), diagnostics);
    const auto scan = session.scan(input_files(options.inputs), make_scan_options(options.events));
    run.inputs = scan.get();
    run.fields = plan->fields();
    FieldCollector collector(run.fields);
    execute(plan, run, collector);
    auto json = nlohmann::ordered_json::array();
    auto& out = output.stream();
    for (const auto& [sourcetype, summary] : collector.sourcetypes()) {
        const FieldGraph graph(*session.knowledge(), {sourcetype, summary.source, "", "main"});
        nlohmann::ordered_json fields = nlohmann::ordered_json::array();
        std::vector<std::vector<std::string>> rows;
        for (const auto& [name, field] : summary.fields) {
            const auto coverage = static_cast<double>(field.events) / static_cast<double>(summary.events);
            const std::string origin(graph.kind_of(name));
            fields.push_back({{"field", name},
                              {"origin", origin},
                              {"events", field.events},
                              {"coverage", coverage},
                              {"examples", field.examples}});
            std::string examples;
            for (const auto& example : field.examples) {
                examples += (examples.empty() ? "" : " | ") + example;
            }
            rows.push_back({name, origin, std::to_string(std::lround(coverage * 100)) + " %", examples});
        }
        json.push_back({{"sourcetype", sourcetype}, {"events", summary.events}, {"fields", fields}});
        if (options.common.format != "json") {
            out << "sourcetype " << printable(sourcetype) << ": " << summary.events << " events\n";
            write_table(out, {"field", "origin", "coverage", "examples"}, rows, 70);
            out << "\n";
        }
    }
    if (options.common.format == "json") {
        out << json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
    }
    out.flush();
    return 0;
}

}  // namespace

CommandRunner add_fields(CLI::App& app) {
    const auto options = std::make_shared<FieldsOptions>();
    app.add_option("INPUT", options->inputs, "files, directories, or - for standard input")->required();
    add_common_options(app, options->common);
    add_event_options(app, options->events);
    return [options] { return run_fields(*options); };
}

}  // namespace karst::cli
