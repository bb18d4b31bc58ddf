// The command makeresults: results made from nothing. Search Reference, makeresults.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// makeresults <options>
struct MakeresultsCommand : Command {
    std::int64_t count = 1;
    bool annotate = false;
    std::string format;
    std::string data;
};

}  // namespace karst
