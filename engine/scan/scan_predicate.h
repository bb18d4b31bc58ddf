// The first test of every event of a scan: whether a request wants it.
#pragma once

#include "engine/plan/event_inputs.h"
#include "engine/run/run_context.h"
#include "engine/scan/scan_slots.h"
#include "engine/search/predicate.h"

namespace karst {

/// The search of a request over the slots of a scan, and for one that reads a data model membership in one of its datasets.
PredicatePtr compile_scan_predicate(const ScanRequest& request, ScanSlots& slots);

}  // namespace karst
