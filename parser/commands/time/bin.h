#pragma once

#include "parser/commands/common/series_options.h"
#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// bin [bins=<n>] [span=<span>] [minspan=<span>] [start=<n>] [end=<n>] [aligntime=<time>] <field> [AS <field>]
struct BinCommand : Command {
    FieldName field;
    std::string output;  // the field itself without AS
    BucketOptions buckets;
};

}  // namespace karst
