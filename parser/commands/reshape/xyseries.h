// The command xyseries: a table with a column for each value of a field. Search Reference, xyseries.
#pragma once

#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// xyseries <options> <x-field> <y-name-field> <y-data-field>…
struct XyseriesCommand : Command {
    FieldName x;
    FieldName name_field;
    std::vector<FieldName> data;
    bool grouped = false;  // rows of one x-value follow each other, and their order stays
    std::string separator = ": ";
    std::optional<std::string> format;  // with $AGG$ and $VAL$
};

}  // namespace karst
