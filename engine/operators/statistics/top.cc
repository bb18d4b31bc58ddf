#include "engine/operators/statistics/frequency.h"

namespace karst {

Planned plan_top(const Command& command, Planner& planner) {
    return make_frequency_operator(static_cast<const FrequencyCommand&>(command), FrequencyOrder::MostFirst, planner);
}

}  // namespace karst
