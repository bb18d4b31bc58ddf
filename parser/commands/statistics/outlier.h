// The command outlier: numbers that lie far from the others, cut or removed. Search Reference, outlier.
#pragma once

#include "parser/grammar/ast.h"

#include <vector>

namespace karst {

/// outlier <options> [<fields>]
struct OutlierCommand : Command {
    bool remove = false;
    bool mark = false;
    double ranges = 2.5;  // how many inter-quartile ranges beyond a quartile a value may lie
    bool use_lower = false;
    std::vector<FieldName> fields;  // empty: all with numbers
};

}  // namespace karst
