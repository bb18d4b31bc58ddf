// Resolution of data models and datasets by name, when tstats, datamodel and from are planned.
#pragma once

#include "engine/knowledge/dataset_scope.h"
#include "engine/plan/planner.h"
#include "parser/commands/datamodel/dataset_name.h"

#include <memory>

namespace karst {

/// The model that is named. Throws DiagnosticError: `spl-unknown-datamodel` when a known name is near, otherwise
/// `spl-unsupported-datamodel`, a warning.
std::shared_ptr<const DataModel> find_model(const DatasetName& name, Planner& planner);

/// The dataset that is named, which must be. Throws DiagnosticError: `spl-unknown-dataset`.
const Dataset& find_dataset(const DataModel& model, const DatasetName& name, Planner& planner);

}  // namespace karst
