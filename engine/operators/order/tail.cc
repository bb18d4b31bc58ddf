#include "parser/commands/order/tail.h"
#include "engine/operators/order/tail_operator.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_tail(const Command& command, Planner&) {
    return make_tail_operator(static_cast<std::size_t>(static_cast<const TailCommand&>(command).limit), "tail");
}

}  // namespace karst
