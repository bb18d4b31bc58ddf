// Projection: the part that fields and table share, which keeps some fields of every row and drops the others.
#pragma once

#include "engine/operators/common/matching_fields.h"
#include "engine/plan/operator.h"

#include <memory>
#include <string_view>

namespace karst {

class Projection {
public:
    virtual ~Projection() = default;
    /// Whether a field of that name stays. Asked once a name and run.
    virtual bool keeps(std::string_view name) const = 0;
};

/// A run that clears the slots of fields that `kept` does not keep. `kept` outlives it.
std::unique_ptr<OperatorRun> start_keeping(const Projection& kept, RunContext& run, RowSink& next);

/// Operator::trace() of a projection.
bool trace_projection(const Projection& kept, Lineage& lineage);

/// What must come in so that `live` goes out of a command that keeps `names` (names and patterns).
void propagate_listed_fields(FieldSet& live, const std::vector<std::string>& names);

}  // namespace karst
