// Several workers at the units of one scan. What they give is delivered in the order of the units by the thread that calls, so
// that sinks know nothing of threads and see the same as with one worker.
#pragma once

#include "engine/scan/ordered_merger.h"
#include "engine/scan/scan_unit.h"
#include "engine/scan/scan_worker.h"

#include <memory>
#include <span>

namespace karst {

/// Reads all units, one thread a worker, until no consumer wants more. Throws what a worker or a consumer throws, when all
/// that comes before it in the input has been delivered.
void scan_in_parallel(ScanUnits& units, std::span<const std::unique_ptr<ScanWorker>> workers, OrderedMerger& merger);

}  // namespace karst
