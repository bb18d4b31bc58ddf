// The command metadata: the hosts, sources or source types of the events. Search Reference, metadata.
#pragma once

#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// metadata <options>
struct MetadataCommand : Command {
    std::string type;   // as written: the value of the results' field `type`
    std::string field;  // host, source or sourcetype
    std::string index;  // empty: all
};

}  // namespace karst
