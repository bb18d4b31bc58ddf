// The command lookup: fields of the rows of a lookup table that match. Search Reference, lookup.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// lookup <options> <table> <field> [AS <field>] … [OUTPUT|OUTPUTNEW <field> [AS <field>] …]
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
