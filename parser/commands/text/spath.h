#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// spath [input=<field>] [output=<field>] [path=<datapath> | <datapath>]
struct SpathCommand : Command {
    FieldName input{"_raw", {}};
    FieldName output;  // empty: named by the path
    std::string path;  // empty: all fields are extracted
    Span path_span;
};

}  // namespace karst
