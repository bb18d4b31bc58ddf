// Searches over events that a test writes down, with packs and data models of its own.
#pragma once

#include "engine/compile/compile.h"
#include "engine/plan/pipeline_run.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "packs/library/data_model_loader.h"
#include "packs/reader/pack_loader.h"
#include "tests/engine/operators/row_pipeline.h"

#include <cstdio>
#include <fstream>
#include <string>
#include <unistd.h>
#include <vector>

namespace karst {

inline std::shared_ptr<const SourceFile> source_file(const std::string& name, const std::string& text) {
    return std::make_shared<const SourceFile>(SourceFile{name, text});
}

class TestMacros final : public MacroSource {
public:
    const Macro* find(std::string_view name, std::size_t arguments) const override {
        const auto found = std::find_if(macros.begin(), macros.end(), [&](const Macro& macro) {
            return macro.name == name && macro.arguments.size() == arguments;
        });
        return found == macros.end() ? nullptr : &*found;
    }
    std::vector<std::string_view> names() const override { return {}; }
    std::vector<Macro> macros;
};

class ModelSearch {
public:
    /// `events`: one JSON object a line.
    ModelSearch(const std::string& pack, const std::vector<std::string>& models, const std::string& events)
        : file_("karst_model_search_" + std::to_string(::getpid()) + ".ndjson") {
        auto all = std::make_shared<DataModels>();
        for (const auto& text : models) {
            if (const auto model = read_data_model(source_file("model.yml", text), *all, diagnostics)) {
                all->add(*model);
            }
        }
        auto packs = pack.empty() ? PackFile() : read_pack(source_file("pack.yml", pack), "", diagnostics);
        knowledge_ = std::make_shared<const KnowledgeBase>(std::move(packs.packs), all);
        std::ofstream(file_) << events;
    }
    ~ModelSearch() { std::remove(file_.c_str()); }
    ModelSearch(const ModelSearch&) = delete;
    ModelSearch& operator=(const ModelSearch&) = delete;

    std::shared_ptr<const Plan> plan(const std::string& spl) {
        auto environment = spl_environment();
        environment.data_models = knowledge_->models();
        environment.diagnostics = &diagnostics;
        return compile_spl(SourceText::whole("test", spl), macros, environment, diagnostics);
    }

    /// The results; none when the search is refused, with the reason in `diagnostics`.
    std::vector<TestRow> operator()(const std::string& spl) {
        const auto planned = plan(spl);
        if (!planned) {
            return {};
        }
        EventScan scan({{file_, "", "", ""}}, options, knowledge_);
        RunContext run;
        run.inputs = &scan;
        run.dataset = dataset;
        RowCollector rows;
        run_plan(planned, run, rows);
        return shown_rows(rows.batches(), run.fields);
    }

    /// Code and place of the first diagnostic of a search.
    std::string refused(const std::string& spl) {
        diagnostics = Diagnostics();
        plan(spl);
        return diagnostics.all().empty() ? "" : std::string(diagnostics.all().front().code.text());
    }

    ScanOptions options;
    std::string dataset;
    TestMacros macros;
    Diagnostics diagnostics;

private:
    std::string file_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
};

}  // namespace karst
