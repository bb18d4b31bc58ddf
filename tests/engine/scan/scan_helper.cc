#include "tests/engine/scan/scan_helper.h"
#include "engine/formats/input_formats.h"
#include "engine/stream/input_error.h"

#include "engine/compile/compile.h"
#include "engine/input/input_format.h"
#include "engine/plan/event_inputs.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "packs/reader/pack_loader.h"
#include "tests/engine/input/read_helper.h"
#include "tests/support/no_macros.h"

#include <catch2/catch.hpp>

namespace karst::test {

namespace {

class RowCollector final : public RowSink {
public:
    RowCollector(const FieldTable& fields, Rows& rows) : fields_(fields), rows_(rows) {}
    void finish() override {}

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            auto& texts = rows_.emplace_back();
            const auto slots = row.slots();
            for (FieldId id = 0; id < slots.size() && id < fields_.size(); ++id) {
                Arena arena;
                std::string text;
                for (const auto& item : slots[id].items()) {
                    text += (text.empty() ? "" : "|") + std::string(text_of(item, arena));
                }
                if (!slots[id].is_null()) {
                    texts[std::string(fields_.name(id))] = text;
                }
            }
        }
        return true;
    }

private:
    const FieldTable& fields_;
    Rows& rows_;
};

}  // namespace

SearchResult search_file(const SearchSetup& setup, const std::string& spl) {
    Diagnostics diagnostics;
    std::vector<Pack> packs;
    for (const auto& yaml : setup.packs) {
        auto file = read_pack(std::make_shared<const SourceFile>(SourceFile{"test.yml", yaml}), "", diagnostics);
        packs.insert(packs.end(), file.packs.begin(), file.packs.end());
    }
    REQUIRE(diagnostics.errors() == 0);
    const auto plan = compile_spl(SourceText::whole("test", spl), NoMacros(), {}, diagnostics);
    REQUIRE(plan != nullptr);
    const TemporaryFile file(setup.bytes);
    SearchResult result;
    ScanOptions options;
    options.sourcetype = setup.sourcetype;
    options.source = setup.source;
    options.read.format = find_input_format(setup.format);
    options.problems = [&](const InputProblem& problem) { result.problems.push_back(problem); };
    EventScan scan({{file.path(), "", "", ""}}, options, std::make_shared<const KnowledgeBase>(std::move(packs)));
    RunContext run;
    run.inputs = &scan;
    run.fields = plan->fields();
    RowCollector collector(run.fields, result.rows);
    run_plan(plan, run, collector);
    result.statistics = scan.statistics();
    return result;
}

}  // namespace karst::test
