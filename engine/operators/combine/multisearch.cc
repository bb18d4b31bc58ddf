#include "parser/commands/combine/multisearch.h"
#include "engine/operators/common/source_appender.h"
#include "engine/plan/planner.h"

#include <algorithm>

namespace karst {

namespace {

// Streaming commands look at one event after the other, and what they give are events still (Search Reference, "Command
// types").
bool is_streaming(const Plan& plan) {
    const auto& operators = plan.operators();
    return plan.ends_in_events() &&
           std::all_of(operators.begin(), operators.end(), [](const OperatorPtr& op) { return op->facts().streams(); });
}

}  // namespace

Planned plan_multisearch(const Command& command, Planner& planner) {
    const auto& all = static_cast<const MultisearchCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "multisearch must be the first command", "not the first");
    }
    std::vector<InputId> inputs;
    for (const auto& subsearch : all.subsearches) {
        inputs.push_back(planner.input(*subsearch, static_cast<std::size_t>(-1), "multisearch"));
        if (!is_streaming(planner.plan_of(inputs.back()))) {
            planner.fail("spl-not-streaming", subsearch->span, "the subsearches of multisearch take streaming commands only",
                         "", "such as search, eval, where, fields, rename, rex or lookup; union and append take others");
        }
    }
    return make_input_source(std::move(inputs));
}

}  // namespace karst
