// The command set: union, difference or intersection of two subsearches (Search Reference, set).
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>

namespace karst {

/// set (union | diff | intersect) [<subsearch>] [<subsearch>]
struct SetCommand : Command {
    enum class Operation : std::uint8_t { Union, Difference, Intersection };
    Operation operation = Operation::Union;
    PipelinePtr first;
    PipelinePtr second;
};

}  // namespace karst
