// The command from: the events of a data model's dataset, or the rows of a lookup table. Search Reference, from.
#pragma once

#include "parser/commands/datamodel/dataset_name.h"
#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// from <kind>:<name>
struct FromCommand : Command {
    std::string kind;  // datamodel, lookup, …; lower case
    Span kind_span;
    FieldName name;       // as it is written
    DatasetName dataset;  // the same, as a dataset of a data model
};

}  // namespace karst
