#include "engine/operators/datamodel/dataset_resolution.h"

namespace karst {

std::shared_ptr<const DataModel> find_model(const DatasetName& name, Planner& planner) {
    const auto& models = planner.environment().data_models;
    if (auto model = models ? models->find(name.model) : nullptr) {
        planner.note_data_model(name.dataset.empty() ? name.model : name.model + "." + name.dataset);
        return model;
    }
    const auto known = models ? models->names() : std::vector<std::string_view>();
    const auto help = did_you_mean(name.model, known);
    if (!help.empty()) {
        planner.fail("spl-unknown-datamodel", name.model_span, "unknown data model '" + name.model + "'", "not a data model",
                     help);
    }
    planner.fail("spl-unsupported-datamodel", name.model_span, "there is no data model '" + name.model + "'", "unsupported",
                 "describe it in a pack of your own; `karst packs` lists the models there are");
}

const Dataset& find_dataset(const DataModel& model, const DatasetName& name, Planner& planner) {
    const auto* dataset = model.find(name.dataset);
    if (dataset == nullptr) {
        std::vector<std::string_view> known;
        for (const auto& one : model.datasets) {
            known.push_back(one.name);
        }
        planner.fail("spl-unknown-dataset", name.dataset_span,
                     "the data model " + model.name + " has no dataset '" + name.dataset + "'", "not a dataset",
                     did_you_mean(name.dataset, known));
    }
    return *dataset;
}

}  // namespace karst
