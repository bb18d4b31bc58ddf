#include "engine/operators/statistics/addtotals.h"

namespace karst {

Planned plan_addcoltotals(const Command& command, Planner& planner) {
    return make_totals_operator(static_cast<const AddtotalsCommand&>(command), planner);
}

}  // namespace karst
