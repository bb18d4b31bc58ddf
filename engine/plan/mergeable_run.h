// Mergeable run: an operator run that collects and can be combined with others. Each worker of a parallel scan pushes its share
// into a run of its own, and the runs are merged before one of them finishes.
#pragma once

#include "engine/plan/operator.h"

namespace karst {

class MergeableRun : public OperatorRun {
public:
    using OperatorRun::OperatorRun;

    /// Takes over what `other`, a run of the same operator over later rows, has collected. `other` must not be used again.
    virtual void merge(OperatorRun& other) = 0;
};

}  // namespace karst
