// Lookup tables for the commands that name them, with errors that point at the name.
#pragma once

#include "engine/lookup/lookup.h"
#include "engine/plan/planner.h"
#include "parser/grammar/ast.h"

namespace karst {

/// Fails with "unknown lookup" unless the table is known.
void check_lookup(Planner& planner, const FieldName& table);

}  // namespace karst
