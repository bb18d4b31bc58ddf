// Runs plans: subsearches first, then the scan or source through the operators into a sink.
#pragma once

#include "engine/plan/operator.h"
#include "engine/plan/plan.h"
#include "engine/plan/run_context.h"

#include <memory>
#include <span>
#include <vector>

namespace karst {

/// A started pipeline: push rows into it (or let a scan do it), then finish().
class PipelineRun final : public RowSink {
public:
    /// Starts the operators of `plan`; their output goes to `end`. All three outlive the run.
    PipelineRun(const Plan& plan, RunContext& run, RowSink& end);

    void finish() override;

    /// Rows that each operator saw, in order; the last is what came out.
    std::vector<std::uint64_t> rows_seen() const;

protected:
    bool consume(Batch& batch) override;

private:
    std::vector<std::unique_ptr<OperatorRun>> runs_;
    std::unique_ptr<RowSink> newest_first_;  // between the scan and the first operator, where the order matters
    RowSink* first_;
    RowSink* end_;
};

/// One pipeline that takes part in a scan.
struct ScanConsumer {
    const Plan* plan;  // start_kind() Scan, no subsearches left
    RunContext* run;
    RowSink* sink;  // gets the events that match plan->search(), with the fields of plan->needs()
};

/// The events of a run. One scan serves any number of consumers.
class EventInputs {
public:
    virtual ~EventInputs() = default;
    virtual void scan(std::span<ScanConsumer> consumers) = 0;
    /// True when what comes is in the order of a search's results already (rows that a search has printed).
    virtual bool in_result_order() const { return false; }
};

/// Runs a plan that scans or has a source, subsearches included. `run.fields` is set from the plan. Calls sink.finish(). In the
/// end it warns of the regular expressions that gave up.
void execute(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink);

/// The same for a plan within the run of another, which warns.
void execute_within(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink);

/// Warns, once for each pattern and with the code regex-match-limit, of searches that stopped at a limit of backtracking.
/// `whose` says where the patterns stand (a rule's file); may be empty.
void warn_of_regex_limits(const RegexLimitHits& hits, std::string_view whose, const WarningSink& warn);

/// A context for a plan that runs within another's run.
RunContext nested_context(const Plan& plan, const RunContext& outer);

/// Keeps all rows that it is given.
class RowCollector final : public RowSink {
public:
    explicit RowCollector(std::size_t limit = static_cast<std::size_t>(-1)) : limit_(limit) {}
    void finish() override {}
    std::vector<Batch>& batches() { return batches_; }
    std::size_t rows() const { return rows_; }
    bool limit_reached() const { return limit_reached_; }

protected:
    bool consume(Batch& batch) override;

private:
    std::size_t limit_;
    std::size_t rows_ = 0;
    bool limit_reached_ = false;
    std::vector<Batch> batches_;
};

}  // namespace karst
