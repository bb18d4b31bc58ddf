#pragma once

#include "parser/ast.h"
#include "parser/commands/series_options.h"

namespace karst {

/// makecontinuous [<field>] [<bin options>]
struct MakecontinuousCommand : Command {
    FieldName field{"_time", {}};
    BucketOptions buckets;
};

}  // namespace karst
