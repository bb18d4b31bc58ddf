#include "engine/operators/operator_table.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace karst {

// The plan functions, each in engine/operators/<identifier>.cc.
#define KARST_COMMAND(identifier, name, aliases, generating, brackets, options, syntax, summary)                               \
    Planned plan_##identifier(const Command& command, Planner& planner);
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND

PlanFunction find_plan_function(std::string_view name) {
    struct Entry {
        std::string_view name;
        PlanFunction plan;
    };
    static constexpr Entry kTable[] = {
#define KARST_COMMAND(identifier, name, aliases, generating, brackets, options, syntax, summary) {name, plan_##identifier},
#include "parser/commands/command_list.inc"
#undef KARST_COMMAND
    };
    const auto* found = std::find_if(std::begin(kTable), std::end(kTable), [&](const Entry& row) { return row.name == name; });
    return found == std::end(kTable) ? nullptr : found->plan;
}

}  // namespace karst
