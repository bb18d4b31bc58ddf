#include "parser/commands/combine/append.h"
#include "engine/operators/common/source_appender.h"
#include "engine/plan/planner.h"

namespace karst {

Planned plan_append(const Command& command, Planner& planner) {
    const auto& append = static_cast<const AppendCommand&>(command);
    const auto limit =
        append.options.limit >= 0 ? static_cast<std::size_t>(append.options.limit) : planner.environment().limits.append_rows;
    return make_source_appender(make_input_source({planner.input(*append.subsearch, limit, "append")}));
}

}  // namespace karst
