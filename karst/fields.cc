#include "karst/fields.h"

#include "engine/compile/compile.h"
#include "engine/knowledge/field_graph.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "karst/engine_impl.h"
#include "karst/error.h"
#include "karst/error_impl.h"
#include "karst/run_impl.h"

#include <algorithm>
#include <map>
#include <utility>

namespace karst::api {

namespace {

constexpr std::size_t kMaxExamples = 3;

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
    const std::map<std::string, SourcetypeSummary>& sourcetypes() const { return sourcetypes_; }

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
    std::string text_of_field(const karst::Row& row, std::string_view name) const {
        std::string text;
        if (const auto id = fields_.find(name)) {
            append_text(row.get(*id), text);
        }
        return text;
    }

    static void add(FieldSummary& field, karst::Value value) {
        ++field.events;
        if (field.examples.size() >= kMaxExamples) {
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

}  // namespace

std::vector<SourcetypeFields> survey_fields(const Engine& engine, const std::vector<Source>& sources,
                                            const RunOptions& options) {
    const auto& inner = *engine.impl();
    std::vector<Diagnostic> problems;
    const auto& content = ContentsInUse(inner, problems).of("");
    Diagnostics none;
    const auto plan = compile_spl(SourceText::whole("fields", "search *"), content, inner.plan_environment(content), none);
    EventRun run(inner, sources, options, {});
    run.context().fields = plan->fields();
    FieldCollector collector(run.context().fields);
    translate_failures([&] { run_plan(plan, run.context(), collector); });
    run.statistics(false);

    std::vector<SourcetypeFields> result;
    for (const auto& [sourcetype, summary] : collector.sourcetypes()) {
        const FieldGraph graph(*inner.knowledge(), {sourcetype, summary.source, "", "main"});
        auto& one = result.emplace_back(SourcetypeFields{sourcetype, summary.events, {}});
        for (const auto& [name, field] : summary.fields) {
            one.fields.push_back({name, std::string(graph.kind_of(name)), field.events,
                                  static_cast<double>(field.events) / static_cast<double>(summary.events), field.examples});
        }
    }
    return result;
}

}  // namespace karst::api
