#include "packs/library/data_model_loader.h"

#include "packs/embedded/embedded.h"
#include "packs/reader/pack_files.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace karst {

namespace {

std::shared_ptr<const DataModel> read(const std::string& text, Diagnostics& diagnostics, const DataModels& known = {}) {
    return read_data_model(std::make_shared<const SourceFile>(SourceFile{"model.yml", text}), known, diagnostics);
}

std::vector<std::string> codes(const std::string& text) {
    Diagnostics diagnostics;
    read(text, diagnostics);
    std::vector<std::string> found;
    for (const auto& diagnostic : diagnostics.all()) {
        found.emplace_back(diagnostic.code.text());
    }
    return found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Every data model that comes with karst is right", "[datamodel]") {
    Diagnostics diagnostics;
    const auto models = load_data_models({}, diagnostics);
    for (const auto& file : embedded_files()) {
        if (is_data_model(file.text)) {
            INFO(file.name);
            const auto model = read(std::string(file.text), diagnostics);
            REQUIRE(model);
            CHECK(std::string(file.name) == "datamodels/" + model->name + ".yml");
            CHECK(models->find(model->name) != nullptr);
            CHECK(!model->description.empty());
        }
    }
    for (const auto& diagnostic : diagnostics.all()) {
        FAIL_CHECK(diagnostic.message);
    }
    CHECK(models->names().size() >= 15);
}

TEST_CASE("The endpoint model has the fields that detections ask for", "[datamodel]") {
    Diagnostics diagnostics;
    const auto endpoint = load_data_models({}, diagnostics)->find("Endpoint");
    REQUIRE(endpoint);
    const auto* processes = endpoint->find("Processes");
    REQUIRE(processes != nullptr);
    for (const char* field : {"process_name", "parent_process_id", "original_file_name", "process_integrity_level"}) {
        CHECK(processes->declares(field));
    }
    CHECK(endpoint->place_of("Processes.dest").dataset == processes);
    CHECK(endpoint->place_of("Nothing.dest").dataset == nullptr);
}

TEST_CASE("A user's model changes a known one key by key", "[datamodel]") {
    Diagnostics diagnostics;
    DataModels models;
    models.add(*read("model: M\ndatasets:\n"
                     "  - {name: A, search: tag=a, plain: [x], fields: {y: {default: unknown}, z: 'len(y)'}}\n"
                     "  - {name: B, parent: A, search: tag=b}\n",
                     diagnostics));
    const auto changed = read("model: M\ndatasets:\n"
                              "  - {name: A, fields: {y: '\"always\"', w: }}\n"
                              "  - {name: B, search: tag=c}\n"
                              "  - {name: C, parent: B, search: tag=d}\n",
                              diagnostics, models);
    REQUIRE(changed);
    CHECK(diagnostics.all().empty());
    const auto* a = changed->find("A");
    CHECK(a->constraint.text() == "tag=a");
    CHECK(a->fields == Texts{"x", "y", "z", "w"});
    REQUIRE(a->calculations.size() == 2);
    CHECK(a->calculations[0].expression.text() == "\"always\"");
    CHECK(changed->find("B")->constraint.text() == "tag=c");
    CHECK(changed->find("C")->lineage == "A.B.C");
    CHECK(changed->owner_of(*changed->find("C"), "y") == a);
}

TEST_CASE("What is wrong with a data model has a code", "[datamodel]") {
    CHECK(codes("model: M\ndatasets:\n  - {name: A, serch: tag=a}\n") == Texts{"datamodel-unknown-key"});
    CHECK(codes("description: no name\n").front() == "datamodel-missing-key");
    CHECK(codes("model: M\ndatasets:\n  - {search: tag=a}\n").front() == "datamodel-missing-key");
    CHECK(codes("model: M\ndatasets:\n  - {name: B, parent: A}\n") == Texts{"datamodel-unknown-parent"});
    CHECK(codes("model: M\ndatasets:\n  - {name: A}\n  - {name: A}\n") == Texts{"datamodel-duplicate-dataset"});
    CHECK(codes("model: M\ndatasets:\n  - {name: A, search: 'tag='}\n") == Texts{"spl-missing-value"});
    CHECK(codes("model: M\ndatasets:\n  - {name: A, fields: {x: 'lenn(y)'}}\n") == Texts{"spl-unknown-function"});
    CHECK(codes("model: M\ndatasets:\n  - {name: A, fields: {x: {defalt: y}}}\n") == Texts{"datamodel-unknown-key"});
}

TEST_CASE("A data model is told from a pack by its first key", "[datamodel]") {
    CHECK(is_data_model("# a comment\n\nmodel: M\n"));
    CHECK(is_data_model("---\r\nmodel: M\r\n"));
    CHECK(!is_data_model("pack: p\nmodel: M\n"));
    CHECK(!is_data_model(""));
}

}  // namespace karst
