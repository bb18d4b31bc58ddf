// The command spath: fields out of JSON or XML. Search Reference, spath.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// spath <options> [<path>]
struct SpathCommand : Command {
    FieldName input{"_raw", {}};
    FieldName output;  // empty: named by the path
    std::string path;  // empty: all fields are extracted
    Span path_span;
};

}  // namespace karst
