#include "packs/library/data_model_loader.h"

#include "base/yaml/yaml_map.h"
#include "engine/eval/compile/compiler.h"
#include "engine/search/predicate.h"
#include "packs/embedded/embedded.h"
#include "packs/reader/pack_files.h"
#include "parser/parser.h"

#include <algorithm>
#include <filesystem>

namespace karst {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFolder = "datamodels/";
constexpr YamlCodes kCodes{"datamodel-missing-key", "datamodel-wrong-type", DiagnosticCode("datamodel-unknown-key")};

FieldId nowhere(std::string_view) {
    return 0;
}

// default: the field where it is null or an empty text.
SourceText default_expression(const std::string& field, const std::string& value) {
    std::string quoted;
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            quoted += '\\';
        }
        quoted += c;
    }
    return SourceText::whole("default of " + field,
                             "if(isnull('" + field + "') OR '" + field + "'=\"\", \"" + quoted + "\", '" + field + "')");
}

class DatasetReader {
public:
    DatasetReader(YamlMap& map, const YamlProblems& problems, Dataset& dataset)
        : map_(map), problems_(problems), dataset_(dataset) {}

    void read() {
        read_constraint();
        for (auto& field : map_.texts("plain")) {
            declare(field);
        }
        map_.each_entry("fields", [this](const YamlEntry& entry) { read_field(entry); });
        map_.report_unknown_keys();
    }

private:
    void read_constraint() {
        if (!map_.has("search")) {
            return;
        }
        auto search = map_.source_text("search");
        try {
            SearchCompiler(search, nowhere, 0, TimeZone()).compile(*parse_search_expression(search));
            dataset_.constraint = std::move(search);
        } catch (const DiagnosticError& error) {
            problems_.diagnostics.add(error.diagnostic());
        }
    }

    void declare(const std::string& field) {
        if (!dataset_.declares(field)) {
            dataset_.fields.push_back(field);
        }
    }

    void read_field(const YamlEntry& entry) {
        const auto& field = entry.key.text;
        declare(field);
        if (entry.value.is_null()) {
            return;
        }
        if (entry.value.is_scalar()) {
            calculate(field, problems_.document.source_text(entry.value));
            return;
        }
        YamlMap map(entry.value, "the field", problems_);
        if (map.has("default")) {
            calculate(field, default_expression(field, map.text("default")));
        }
        map.report_unknown_keys();
    }

    void calculate(const std::string& field, SourceText expression) {
        try {
            EvalCompiler(expression, nowhere).compile_assignment(*parse_eval_expression(expression));
        } catch (const DiagnosticError& error) {
            problems_.diagnostics.add(error.diagnostic());
            return;
        }
        auto& all = dataset_.calculations;
        const auto known =
            std::find_if(all.begin(), all.end(), [&](const DatasetCalculation& one) { return one.field == field; });
        if (known == all.end()) {
            all.push_back({field, std::move(expression)});
        } else {
            known->expression = std::move(expression);
        }
    }

    YamlMap& map_;
    const YamlProblems& problems_;
    Dataset& dataset_;
};

std::size_t depth_of(const DataModel& model, const Dataset& dataset) {
    std::size_t depth = 1;
    for (const auto* parent = model.parent_of(dataset); parent != nullptr; parent = model.parent_of(*parent)) {
        ++depth;
    }
    return depth;
}

void read_dataset(YamlMap& map, const YamlProblems& problems, DataModel& model, std::vector<std::string>& seen) {
    const auto name = map.required_text("name");
    if (name.empty()) {
        return;
    }
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) {
        problems.add("datamodel-duplicate-dataset", map.self(), "the dataset " + name + " is described twice");
        return;
    }
    seen.push_back(name);
    auto known =
        std::find_if(model.datasets.begin(), model.datasets.end(), [&](const Dataset& one) { return one.name == name; });
    if (known == model.datasets.end()) {
        Dataset dataset;
        dataset.name = name;
        dataset.parent = map.text("parent");
        dataset.lineage = name;
        if (!dataset.parent.empty()) {
            const auto* parent = model.find(dataset.parent);
            if (parent == nullptr) {
                problems.add("datamodel-unknown-parent", map.self(), "no dataset " + dataset.parent + " stands before " + name);
                return;
            }
            if (depth_of(model, *parent) >= kMaxDatasetDepth) {
                problems.add("datamodel-datasets-too-deep", map.self(),
                             "more than " + std::to_string(kMaxDatasetDepth) + " datasets stand upon each other");
                return;
            }
            dataset.lineage = parent->lineage + "." + name;
        }
        known = model.datasets.insert(model.datasets.end(), std::move(dataset));
    } else {
        map.text("parent");
    }
    DatasetReader(map, problems, *known).read();
}

}  // namespace

std::shared_ptr<const DataModel> read_data_model(const std::shared_ptr<const SourceFile>& file, const DataModels& known,
                                                 Diagnostics& diagnostics) {
    try {
        const YamlDocument document(file);
        const YamlProblems problems{document, kCodes, diagnostics};
        YamlMap map(document.root(), "the data model", problems);
        const auto name = map.required_text("model");
        if (name.empty()) {
            return nullptr;
        }
        const auto base = known.find(name);
        auto model = base ? *base : DataModel();
        model.name = name;
        model.origin = base ? base->origin + ", " + file->name : file->name;
        if (auto description = map.text("description"); !description.empty()) {
            model.description = std::move(description);
        }
        std::vector<std::string> seen;
        map.each_map("datasets", [&](YamlMap& dataset) { read_dataset(dataset, problems, model, seen); });
        map.report_unknown_keys();
        return std::make_shared<const DataModel>(std::move(model));
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
        return nullptr;
    }
}

std::shared_ptr<const DataModels> load_data_models(const std::vector<std::string>& directories, Diagnostics& diagnostics,
                                                   const FileSystem& files) {
    auto models = std::make_shared<DataModels>();
    for (const auto& file : embedded_files()) {
        if (file.name.substr(0, kFolder.size()) != kFolder) {
            continue;
        }
        // The file has the model's name. What is in the program is right: a test reads all of it.
        models->add(fs::path(file.name).stem().string(), [&file] {
            Diagnostics ignored;
            return read_data_model(
                std::make_shared<const SourceFile>(SourceFile{"packs/" + std::string(file.name), std::string(file.text)}),
                DataModels(), ignored);
        });
    }
    for (const auto& text : user_pack_files(directories, diagnostics, files)) {
        if (!is_data_model(text.file->text)) {
            continue;
        }
        if (const auto model = read_data_model(text.file, *models, diagnostics)) {
            models->add(*model);
        }
    }
    return models;
}

}  // namespace karst
