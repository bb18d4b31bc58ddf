#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// outputlookup [append=<bool>] [max=<n>] [create_empty=<bool>] [override_if_empty=<bool>] <table>
struct OutputlookupCommand : Command {
    FieldName table;
    bool append = false;
    bool override_if_empty = true;
    std::int64_t most = -1;  // -1: all
};

}  // namespace karst
