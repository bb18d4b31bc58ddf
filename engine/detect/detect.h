// Run of many searches over the same events, all fed by one scan. A search that fails does not stop the others.
#pragma once

#include "engine/plan/plan.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"

#include <memory>
#include <string>
#include <vector>

namespace karst {

/// One search of a set, and what became of it.
struct Detection {
    std::shared_ptr<const Plan> plan;
    std::string name{};                         // in warnings, such as the file of the rule; may be empty
    std::shared_ptr<LookupRegistry> lookups{};  // null: those of the run
    std::vector<Batch> results;
    FieldTable fields;  // of the results
    Columns columns;
    std::vector<std::uint64_t> rows_seen;  // rows that came into each operator, and out of the last
    std::string error;                     // why the run failed; empty: it did not

    std::size_t rows() const;
};

/// Runs all detections over the events of `run.inputs`; each gets a context of its own made from `run`. In the end it warns of
/// the regular expressions that gave up, in the order of the detections.
void run_detections(std::vector<Detection>& detections, const RunContext& run);

}  // namespace karst
