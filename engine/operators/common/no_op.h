// No-op: the operator of commands that leave results as they are, because their work is done elsewhere or has no meaning
// outside of Splunk.
#pragma once

#include "engine/plan/operator.h"

namespace karst {

class NoOpOperator final : public BatchOperator {
public:
    void propagate_required_fields(FieldSet&) const override {}

    bool trace(Lineage&, const FieldTable&) const override { return true; }

protected:
    void apply(Batch&, RunContext&) const override {}
};

}  // namespace karst
