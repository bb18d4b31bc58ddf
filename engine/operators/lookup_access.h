// Lookup tables for the commands that name them, with errors that point at the name.
#pragma once

#include "engine/knowledge/lookup.h"
#include "engine/plan/planner.h"
#include "parser/ast.h"

namespace karst {

/// Fails with "unknown lookup" unless the table is known.
void check_lookup(Planner& planner, const FieldName& table);

}  // namespace karst
