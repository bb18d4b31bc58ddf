// The command makecontinuous: results for the buckets of a field that have none. Search Reference, makecontinuous.
#pragma once

#include "parser/commands/common/series_options.h"
#include "parser/grammar/ast.h"

namespace karst {

/// makecontinuous [<field>] <options>
struct MakecontinuousCommand : Command {
    FieldName field{"_time", {}};
    BucketOptions buckets;
};

}  // namespace karst
