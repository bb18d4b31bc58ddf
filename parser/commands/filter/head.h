// The command head: the first results, or results until an expression is false. Search Reference, head.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>

namespace karst {

/// head [<N> | (<eval-expression>)] <options>
struct HeadCommand : Command {
    std::int64_t limit = 10;
    EvalExpressionPtr condition;  // results are kept until it is false
    bool null_continues = false;  // null=true: a null condition counts as true
    bool keep_last = false;       // the result that ended it is kept too
    bool has_limit = false;
};

}  // namespace karst
