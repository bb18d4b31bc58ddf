#include "engine/operators/lookup_access.h"

namespace karst {

void check_lookup(Planner& planner, const FieldName& table) {
    const auto& lookups = planner.environment().lookups;
    if (lookups && lookups->definition(table.name) != nullptr) {
        return;
    }
    planner.fail("spl-unknown-lookup", table.span, "unknown lookup table '" + table.name + "'", "not defined",
                 lookups ? did_you_mean(table.name, lookups->names()) : "");
}

}  // namespace karst
