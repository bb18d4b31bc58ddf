#include "engine/operators/statistics/frequency.h"

namespace karst {

Planned plan_rare(const Command& command, Planner& planner) {
    return make_frequency_operator(static_cast<const FrequencyCommand&>(command), FrequencyOrder::LeastFirst, planner);
}

}  // namespace karst
