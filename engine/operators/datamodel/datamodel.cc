#include "parser/commands/datamodel/datamodel.h"
#include "engine/operators/datamodel/dataset_events.h"
#include "engine/operators/datamodel/dataset_resolution.h"

#include <algorithm>

namespace karst {

Planned plan_dataset_events(const Command& command, const DatasetName& name, bool flat, bool strict, Planner& planner) {
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, command.name + " must be the first command", "not the first");
    }
    auto model = find_model(name, planner);
    std::vector<const Dataset*> datasets;
    if (!name.dataset.empty()) {
        datasets.push_back(&find_dataset(*model, name, planner));
    } else {
        for (const auto& dataset : model->datasets) {
            if (dataset.parent.empty()) {
                datasets.push_back(&dataset);
            }
        }
        if (datasets.size() != 1) {
            planner.fail("spl-missing-dataset", name.model_span, "the data model " + model->name + " has several datasets",
                         "which one?", "write " + model->name + "." + datasets.front()->name);
        }
    }
    const auto names = flat ? DatasetScope::Names::Flat : DatasetScope::Names::Prefixed;
    planner.scan(nullptr, std::make_shared<const DatasetScope>(std::move(model), std::move(datasets), names, strict));
    return OperatorPtr();
}

Planned plan_datamodel(const Command& command, Planner& planner) {
    const auto& datamodel = static_cast<const DatamodelCommand&>(command);
    if (!datamodel.search) {
        planner.fail("spl-unsupported-datamodel", command.span, "datamodel does not describe models in JSON", "unsupported",
                     "write datamodel <model> <dataset> search");
    }
    return plan_dataset_events(command, datamodel.dataset, datamodel.flat, datamodel.strict, planner);
}

}  // namespace karst
