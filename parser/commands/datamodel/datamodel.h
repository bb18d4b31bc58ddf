#pragma once

#include "parser/commands/datamodel/dataset_name.h"
#include "parser/grammar/ast.h"

namespace karst {

/// datamodel <model> <dataset> search|flat [strict_fields=<bool>] [summariesonly=<bool>] [allow_old_summaries=<bool>]
struct DatamodelCommand : Command {
    DatasetName dataset;
    bool flat = false;    // names without their prefix
    bool search = false;  // a mode was given; without one Splunk describes the model in JSON
    bool strict = true;   // strict_fields: only the model's fields
};

}  // namespace karst
