#pragma once

#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// metadata type=hosts|sources|sourcetypes [index=<index>]
struct MetadataCommand : Command {
    std::string type;   // as written: the value of the results' field `type`
    std::string field;  // host, source or sourcetype
    std::string index;  // empty: all
};

}  // namespace karst
