#include "parser/commands/union.h"
#include "engine/operators/subsearch_source.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_union(const Command& command, Planner& planner) {
    const auto& all = static_cast<const UnionCommand&>(command);
    std::vector<std::shared_ptr<const Plan>> plans;
    for (const auto& subsearch : all.subsearches) {
        plans.push_back(planner.subplan(*subsearch));
    }
    const auto limit = all.limit >= 0 ? static_cast<std::size_t>(all.limit) : planner.environment().limits.append_rows;
    if (planner.first()) {
        return make_subsearch_source(std::move(plans), limit, "union");
    }
    return make_subsearch_appender(std::move(plans), limit, "union");
}

}  // namespace karst
