#include "parser/commands/combine/multisearch.h"
#include "engine/operators/common/source_appender.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_multisearch(const Command& command, Planner& planner) {
    const auto& all = static_cast<const MultisearchCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "multisearch must be the first command", "not the first");
    }
    std::vector<InputId> inputs;
    for (const auto& subsearch : all.subsearches) {
        inputs.push_back(planner.input(*subsearch, static_cast<std::size_t>(-1), "multisearch"));
        if (!planner.plan_of(inputs.back()).ends_in_events()) {
            planner.fail("spl-not-streaming", subsearch->span, "the subsearches of multisearch take streaming commands only");
        }
    }
    return make_input_source(std::move(inputs));
}

}  // namespace karst
