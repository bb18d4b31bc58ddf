// Every built-in pack holds for the events of its own `tests:`, read from a file as a user's events are.
#include "engine/plan/execute.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/value/number.h"
#include "parser/parser.h"
#include "rules/pack_files.h"
#include "rules/pack_library.h"
#include "rules/pack_loader.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace karst {

namespace {

using Fields = std::map<std::string, std::vector<std::string>>;

class FieldsOfRows final : public RowSink {
public:
    FieldsOfRows(const FieldTable& names, std::vector<Fields>& rows) : names_(names), rows_(rows) {}
    void finish() override {}

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            auto& fields = rows_.emplace_back();
            for (FieldId id = 0; id < row.slots().size(); ++id) {
                const Value field = row.get(id);
                for (const Value value : field.items()) {
                    std::string text;
                    append_text(value, text);
                    fields[std::string(names_.name(id))].push_back(std::move(text));
                }
            }
        }
        return true;
    }

private:
    const FieldTable& names_;
    std::vector<Fields>& rows_;
};

std::vector<Fields> rows_of(const std::string& event, const std::string& sourcetype, const std::string& source,
                            const std::shared_ptr<const KnowledgeBase>& knowledge) {
    const auto path = (std::filesystem::temp_directory_path() / ("karst-pack-" + std::to_string(getpid()) + ".log")).string();
    std::ofstream(path) << event << "\n";
    EventScan scan({{path, sourcetype, source, ""}}, {}, knowledge);
    const auto text = std::make_shared<const SourceText>(SourceText::whole("pack", "search *"));
    Diagnostics diagnostics;
    const auto plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), {});
    RunContext run;
    run.fields = plan->fields();
    run.inputs = &scan;
    std::vector<Fields> rows;
    FieldsOfRows sink(run.fields, rows);
    execute(plan, run, sink);
    std::remove(path.c_str());
    return rows;
}

std::string joined(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    std::string text;
    for (const auto& value : values) {
        text += value + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the examples of the built-in packs hold", "[packs]") {
    Diagnostics problems;
    const auto knowledge = std::make_shared<const KnowledgeBase>(load_packs({}, problems));
    for (const auto& problem : problems.all()) {
        INFO((problem.where.file ? problem.where.file->name : "") << ":" << problem.where.line << ": " << problem.message);
        CHECK(false);
    }
    Diagnostics diagnostics;
    for (const auto& text : user_pack_files({KARST_PACKS_FOLDER}, diagnostics)) {
        const auto pack = read_pack(text.file, text.folder, diagnostics);
        for (const auto& test : pack.tests) {
            INFO(text.file->name << ":" << test.where.line);
            const auto& match = pack.packs.front().match;
            const auto& source = test.source.empty() ? match.source : test.source;
            const auto rows = rows_of(test.raw, test.sourcetype.empty() ? match.sourcetype : test.sourcetype,
                                      source.empty() ? "pack" : source, knowledge);
            CHECK(rows.size() == 1);
            for (const auto& [name, values] : test.expect) {
                const auto found = rows.empty() ? Fields::const_iterator() : rows.front().find(name);
                const bool is_there = !rows.empty() && found != rows.front().end();
                INFO("field " << name);
                CHECK((is_there ? joined(found->second) : "") == joined(values));
            }
        }
    }
}

}  // namespace karst
