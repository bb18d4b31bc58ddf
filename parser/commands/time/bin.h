// The command bin: numbers or times in buckets. Search Reference, bin.
#pragma once

#include "parser/commands/common/series_options.h"
#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// bin <options> <field> [AS <field>]
struct BinCommand : Command {
    FieldName field;
    std::string output;  // the field itself without AS
    BucketOptions buckets;
};

}  // namespace karst
