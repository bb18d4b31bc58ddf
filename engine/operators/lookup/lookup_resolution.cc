#include "engine/operators/lookup/lookup_resolution.h"

namespace karst {

void check_lookup(Planner& planner, const FieldName& table) {
    const auto& lookups = planner.environment().lookups;
    if (lookups && lookups->definition(table.name) != nullptr) {
        return;
    }
    std::string help;
    if (lookups) {
        const auto file = table.name + ".csv";
        help = lookups->definition(file) != nullptr ? did_you_mean(file, {file}) : did_you_mean(table.name, lookups->names());
    }
    planner.fail("spl-unknown-lookup", table.span, "unknown lookup table '" + table.name + "'", "not defined", std::move(help));
}

}  // namespace karst
