// Lookup tables for the commands that name them, with errors that point at the name.
#pragma once

#include "engine/knowledge/lookup.h"
#include "engine/plan/planner.h"
#include "parser/ast.h"

namespace karst {

/// Warns unless the table is known. One that is not is as good as empty: rules name collections that a Splunk installation
/// makes as it goes (previously seen values, assets, identities).
void check_lookup(Planner& planner, const FieldName& table);

/// The table of a run, an empty one when it is not known.
std::shared_ptr<const LookupTable> lookup_table(const RunContext& run, std::string_view name);

}  // namespace karst
