// The scheduler: runs plans with all plans that they take rows or text from, level by level. A plan without inputs is of the
// lowest level, any other is one above the highest of its inputs. All plans of a level read the events in one scan, so that a
// rule set costs as many scans as its deepest rule has levels.
#pragma once

#include "engine/plan/event_inputs.h"
#include "engine/plan/operator.h"
#include "engine/plan/plan.h"
#include "engine/run/run_context.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// What a plan has cost, with its inputs.
struct PlanProfile {
    ScanProfile scan;
    double seconds = 0;  // in its operators, and in making the rows of its sources

    void add(const PlanProfile& more) {
        scan.add(more.scan);
        seconds += more.seconds;
    }
};

/// A plan to run, and what became of it.
struct PlanTask {
    /// Gives the sink of the rows that come out; asked once, for the plan that will run.
    using SinkMaker = std::function<RowSink&(const Plan& plan)>;
    /// Pushes the rows of a plan that works on rows which are there already (Plan::Start::Rows).
    using RowProducer = std::function<void(RowSink& first)>;

    std::shared_ptr<const Plan> plan;  // afterwards the plan that ran: with the results of its text inputs in their places
    RunContext* run;                   // outlives the task; its fields are made those of the plan
    SinkMaker sink;                    // finish() of the sink is called when all rows have come
    RowProducer rows{};                // empty: there are none
    std::exception_ptr error{};        // afterwards: what ended this plan, or one of its inputs; null: nothing did
    /// What ended the plan, as a sentence; empty: nothing did.
    std::string problem() const;
    std::vector<std::uint64_t> rows_seen{};  // afterwards: rows into each operator, and out of the last
    PlanProfile profile{};                   // afterwards: what the plan and its inputs cost
};

/// Runs all plans over the events of their contexts. What ends one plan does not end the others; what is wrong with the events
/// themselves is thrown (InputError).
void run_plans(std::span<PlanTask> tasks);

/// Warns, once for each pattern and with the code regex-match-limit, of searches that stopped at a limit of backtracking.
/// `whose` says where the patterns stand (a rule's file); may be empty.
void warn_of_regex_limits(const RegexLimitHits& hits, std::string_view whose, const WarningSink& warn);

/// Runs one plan, and warns of the regular expressions that gave up. Throws what ends it.
void run_plan(PlanTask& task);
/// The same for a plan whose sink does not depend on it.
void run_plan(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink);

/// Runs plans within the run of another, all in one scan a level, and gives the rows of each, `limit` at most. Throws what ends
/// one of them.
std::vector<InputRows> run_within(std::span<const std::shared_ptr<const Plan>> plans, const RunContext& outer,
                                  std::size_t limit);

/// Runs the text inputs of a plan that is made while another runs (the body of foreach), and gives the plan with their results
/// in it. Throws what ends one of them.
std::shared_ptr<const Plan> with_text_inputs_run(std::shared_ptr<const Plan> plan, const RunContext& run);

}  // namespace karst
