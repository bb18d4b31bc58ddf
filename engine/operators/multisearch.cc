#include "parser/commands/multisearch.h"
#include "engine/operators/subsearch_source.h"
#include "engine/plan/planner.h"

#include <algorithm>

namespace karst {

namespace {

// Streaming commands look at one event after the other, and what they give are events still (Search Reference, "Command
// types").
bool is_streaming(const Plan& plan) {
    const auto& operators = plan.operators();
    return plan.ends_in_events() && std::all_of(operators.begin(), operators.end(), [](const OperatorPtr& op) {
               return op->traits().streaming && !op->traits().transforming;
           });
}

}  // namespace

Planned plan_multisearch(const Command& command, Planner& planner) {
    const auto& all = static_cast<const MultisearchCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "multisearch must be the first command", "not the first");
    }
    std::vector<std::shared_ptr<const Plan>> plans;
    for (const auto& subsearch : all.subsearches) {
        plans.push_back(planner.subplan(*subsearch));
        if (!is_streaming(*plans.back())) {
            planner.fail("spl-not-streaming", subsearch->span, "the subsearches of multisearch take streaming commands only",
                         "", "such as search, eval, where, fields, rename, rex or lookup; union and append take others");
        }
    }
    return make_subsearch_source(std::move(plans), static_cast<std::size_t>(-1), "multisearch");
}

}  // namespace karst
