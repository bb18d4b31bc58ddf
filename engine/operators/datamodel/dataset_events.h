// Operators of from and datamodel: the events of a dataset as rows.
#pragma once

#include "engine/plan/planner.h"
#include "parser/commands/datamodel/dataset_name.h"

namespace karst {

/// Makes the pipeline a scan of the events of a dataset, with the names and fields that datamodel and from give them.
Planned plan_dataset_events(const Command& command, const DatasetName& name, bool flat, bool strict, Planner& planner);

}  // namespace karst
