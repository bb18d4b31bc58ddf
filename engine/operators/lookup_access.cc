#include "engine/operators/lookup_access.h"

namespace karst {

void check_lookup(Planner& planner, const FieldName& table) {
    const auto& lookups = planner.environment().lookups;
    if (lookups && lookups->definition(table.name) != nullptr) {
        return;
    }
    const auto similar = lookups ? did_you_mean(table.name, lookups->names()) : "";
    planner.warn("spl-unknown-lookup", table.span, "unknown lookup table '" + table.name + "', taken as empty", similar);
}

std::shared_ptr<const LookupTable> lookup_table(const RunContext& run, std::string_view name) {
    return run.lookups ? run.lookups->table(name) : std::make_shared<const LookupTable>(LookupDefinition{}, LookupRows{});
}

}  // namespace karst
