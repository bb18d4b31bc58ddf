// The command outputlookup: the results, written to a lookup table. Search Reference, outputlookup.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// outputlookup <options> <table>
struct OutputlookupCommand : Command {
    FieldName table;
    bool append = false;
    bool override_if_empty = true;
    std::int64_t most = -1;  // -1: all
};

}  // namespace karst
