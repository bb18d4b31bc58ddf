#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// makeresults [count=<n>] [annotate=<bool>] [format=csv|json data=<s>]
struct MakeresultsCommand : Command {
    std::int64_t count = 1;
    bool annotate = false;
    std::string format;
    std::string data;
};

}  // namespace karst
