// collect: the results go on as they are. There are no indexes that the copy could be searched in.
#include "engine/operators/common/no_op.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_collect(const Command&, Planner&) {
    return OperatorPtr(std::make_unique<NoOpOperator>());
}

}  // namespace karst
