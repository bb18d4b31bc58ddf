#include "engine/operators/order/last_rows.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_reverse(const Command&, Planner&) {
    return make_last_rows_operator(static_cast<std::size_t>(-1), "reverse");
}

}  // namespace karst
