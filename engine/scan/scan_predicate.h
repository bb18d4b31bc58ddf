// The first test of every event of a scan: whether a request wants it.
#pragma once

#include "engine/plan/event_inputs.h"
#include "engine/row/field_table.h"
#include "engine/run/run_context.h"
#include "engine/search/predicate.h"

namespace karst {

/// The search of a request over the slots of a scan, and for one that reads a data model membership in one of its datasets.
PredicatePtr compile_scan_predicate(const ScanRequest& request, FieldTable& slots);

}  // namespace karst
