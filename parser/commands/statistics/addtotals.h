// The commands addtotals and addcoltotals: sums of the numeric fields. Search Reference, addtotals; addcoltotals.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// addtotals <options> [<fields>], addcoltotals <options> [<fields>]
struct AddtotalsCommand : Command {
    bool row = true;   // a total in each row
    bool col = false;  // a row of totals
    std::string label_field;
    std::string label = "Total";
    std::string field_name = "Total";
    std::vector<FieldName> fields;  // with wildcards; empty: all
};

}  // namespace karst
