// The first test of every event of a scan: whether a plan wants it.
#pragma once

#include "engine/plan/plan.h"
#include "engine/plan/run_context.h"
#include "engine/row/field_table.h"
#include "engine/search/predicate.h"

namespace karst {

/// The search of a plan over the slots of a scan, and for a plan that reads a data model membership in one of its datasets.
PredicatePtr compile_scan_predicate(const Plan& plan, const RunContext& run, FieldTable& slots);

}  // namespace karst
