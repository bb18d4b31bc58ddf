// Subsearches in expressions: [ … ] whose results take their places as text, before the search that they stand in runs.
#pragma once

#include "engine/plan/execute.h"

#include <exception>
#include <memory>
#include <span>

namespace karst {

/// A plan whose subsearches are to be run, in the context of its run, which outlives them.
struct UnresolvedPlan {
    std::shared_ptr<const Plan> plan;  // in the end, without subsearches
    const RunContext* run;
    std::exception_ptr error;  // of the first of its subsearches that failed; the plan is then of no use
};

/// Runs the subsearches of the plans and puts their results in their places. The subsearches of all plans that stand equally
/// deep read the events in one scan. Throws what is wrong with the events themselves.
void resolve_subsearches(std::span<UnresolvedPlan> plans);

/// The plan with the results of its subsearches in their places; the plan itself when it has none. Throws what goes wrong.
std::shared_ptr<const Plan> resolve_subsearches(std::shared_ptr<const Plan> plan, const RunContext& run);

}  // namespace karst
