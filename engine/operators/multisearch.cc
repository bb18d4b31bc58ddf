#include "parser/commands/multisearch.h"
#include "engine/operators/subsearch_source.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_multisearch(const Command& command, Planner& planner) {
    const auto& all = static_cast<const MultisearchCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "multisearch must be the first command", "not the first");
    }
    std::vector<std::shared_ptr<const Plan>> plans;
    for (const auto& subsearch : all.subsearches) {
        plans.push_back(planner.subplan(*subsearch));
        if (!plans.back()->ends_in_events()) {
            planner.fail("spl-not-streaming", subsearch->span, "the subsearches of multisearch take streaming commands only");
        }
    }
    return make_subsearch_source(std::move(plans), static_cast<std::size_t>(-1), "multisearch");
}

}  // namespace karst
