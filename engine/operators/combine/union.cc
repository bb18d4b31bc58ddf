#include "parser/commands/combine/union.h"
#include "engine/operators/common/source_appender.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_union(const Command& command, Planner& planner) {
    const auto& all = static_cast<const UnionCommand&>(command);
    const auto limit =
        all.options.limit >= 0 ? static_cast<std::size_t>(all.options.limit) : planner.environment().limits.append_rows;
    std::vector<InputId> inputs;
    for (const auto& subsearch : all.subsearches) {
        inputs.push_back(planner.input(*subsearch, limit, "union"));
    }
    auto source = make_input_source(std::move(inputs));
    if (planner.first()) {
        return source;
    }
    return make_source_appender(std::move(source));
}

}  // namespace karst
