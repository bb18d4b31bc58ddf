// The command eval: fields that expressions calculate. Search Reference, eval.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// eval <field>=<expression>, …
struct EvalCommand : Command {
    struct Assignment {
        FieldName target;  // {name} in it stands for the value of a field
        EvalExpressionPtr value;
    };
    std::vector<Assignment> assignments;
};

}  // namespace karst
