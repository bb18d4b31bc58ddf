#include "engine/operators/order/tail_operator.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_reverse(const Command&, Planner&) {
    return make_tail_operator(static_cast<std::size_t>(-1), "reverse");
}

}  // namespace karst
