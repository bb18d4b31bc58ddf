// Expressions over aggregates, as chart and timechart take them: eval(avg(size)/max(delay)) (Search Reference, chart,
// "eval-expression"). The aggregates in them are calculated like others and hidden; the expression is evaluated for each
// result.
#pragma once

#include "engine/row/row.h"
#include "engine/run/program.h"
#include "parser/grammar/ast.h"

#include <vector>

namespace karst {

class Planner;
struct RunContext;

struct ComputedAggregate {
    EvalNodePtr value;
    std::vector<FieldId> inputs;  // slots of the hidden aggregates
    FieldId output = 0;

    /// The value for a row that has the inputs.
    Value evaluate(const Row& row, Arena& arena, RunContext& run) const;
};

/// The aggregates within the expression of `call`, each with a hidden output. Throws DiagnosticError when there are none.
std::vector<AggregateCall> inner_aggregates(const AggregateCall& call, Planner& planner);

/// The expression of `call` over the outputs of inner_aggregates().
ComputedAggregate make_computed_aggregate(const AggregateCall& call, Planner& planner);

}  // namespace karst
