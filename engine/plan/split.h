// The place where a plan may be cut: a part that sees each event once and may run anywhere, and a part that sees what came of
// all.
#pragma once

#include "engine/plan/plan.h"

#include <cstddef>

namespace karst {

/// Where the operators of a plan divide. Any cut of the events over any number of runs of the first part gives what one run
/// gives, once the parts are put together in the order of the events.
struct PlanSplit {
    std::size_t per_row = 0;  // the first so many operators work on each row by itself
    bool mergeable = false;   // the operator behind them has runs that merge (MergeableRun)

    /// Operators of which a part may run by itself: those per row, and the one that merges.
    std::size_t in_parts() const { return per_row + (mergeable ? 1 : 0); }
};

/// The split of a plan that scans. A plan whose result depends on the order of the events merges nothing: a part has not their
/// order, so only what is per row runs in it.
PlanSplit split_of(const Plan& plan);

}  // namespace karst
