// The command xmlkv: a field of each XML element that holds only text. Search Reference, xmlkv.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// xmlkv [<field>] <options>
struct XmlkvCommand : Command {
    FieldName field{"_raw", {}};
};

}  // namespace karst
