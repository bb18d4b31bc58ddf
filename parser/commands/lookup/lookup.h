#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// lookup <table> <field> [AS <field>] … [OUTPUT|OUTPUTNEW <field> [AS <field>] …]
struct LookupCommand : Command {
    struct Pair {
        FieldName column;
        FieldName field;  // of the event
    };
    FieldName table;
    std::vector<Pair> match;
    std::vector<Pair> output;    // empty: all other columns
    bool keep_existing = false;  // OUTPUTNEW
};

}  // namespace karst
