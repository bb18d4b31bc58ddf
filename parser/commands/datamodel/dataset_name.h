// MODEL.DATASET as tstats, datamodel and from name it.
#pragma once

#include "parser/grammar/command_reader.h"

#include <string>

namespace karst {

struct DatasetName {
    std::string model;
    std::string dataset;  // name or lineage; empty: none is named
    Span model_span;
    Span dataset_span;
};

/// Splits `model.dataset` at the first dot.
DatasetName split_dataset_name(const CommandReader::Word& name);

/// Reads a name, whose parts may be quoted: Web.Web, "Web.Web", "Web"."Web".
DatasetName read_dataset_name(CommandReader& reader);

/// Reads what follows `from`: `datamodel=M.D`, `datamodel:M.D`, `datamodel M.D`. `kind` is the word before the name
/// (datamodel, lookup …), lower case; `name` is what it names.
struct DatasetReference {
    std::string kind;
    Span kind_span;
    CommandReader::Word name;
};
DatasetReference read_dataset_reference(CommandReader& reader);

}  // namespace karst
