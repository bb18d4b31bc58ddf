// The command transpose: rows turned into columns. Search Reference, transpose.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>
#include <string>

namespace karst {

/// transpose [<N>] <options>
struct TransposeCommand : Command {
    std::size_t rows = 5;  // that become columns; 0: all
    std::string column_name = "column";
    std::string header_field;  // its values name the columns; empty: row 1, row 2 …
    bool include_empty = true;
};

}  // namespace karst
