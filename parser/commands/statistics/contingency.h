// The command contingency: counts of how often the values of two fields come together. Search Reference, contingency.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>
#include <string>

namespace karst {

/// contingency <options> <field> <field>
struct ContingencyCommand : Command {
    FieldName row_field;
    FieldName column_field;
    std::size_t max_rows = 1000;
    std::size_t max_columns = 1000;
    double min_row_cover = 1;  // rows are added until they hold this part of the events
    double min_column_cover = 1;
    bool use_total = true;
    std::string total = "TOTAL";
};

}  // namespace karst
