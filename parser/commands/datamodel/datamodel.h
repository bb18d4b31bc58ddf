// The command datamodel: the events of a data model's dataset. Search Reference, datamodel.
#pragma once

#include "parser/commands/datamodel/dataset_name.h"
#include "parser/grammar/ast.h"

namespace karst {

/// datamodel <model> <dataset> search|flat <options>
struct DatamodelCommand : Command {
    DatasetName dataset;
    bool flat = false;    // names without their prefix
    bool search = false;  // a mode was given; without one Splunk describes the model in JSON
    bool strict = true;   // strict_fields: only the model's fields
};

}  // namespace karst
