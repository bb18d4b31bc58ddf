#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// xmlkv [<field>] [maxinputs=<int>]
struct XmlkvCommand : Command {
    FieldName field{"_raw", {}};
};

}  // namespace karst
