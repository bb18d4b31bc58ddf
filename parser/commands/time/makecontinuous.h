#pragma once

#include "parser/commands/common/series_options.h"
#include "parser/grammar/ast.h"

namespace karst {

/// makecontinuous [<field>] [<bin options>]
struct MakecontinuousCommand : Command {
    FieldName field{"_time", {}};
    BucketOptions buckets;
};

}  // namespace karst
