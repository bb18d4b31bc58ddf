// A run of a plan's operators: rows are pushed in at one end and come out at the other.
#pragma once

#include "engine/plan/operator.h"
#include "engine/plan/plan.h"
#include "engine/run/memory_account.h"
#include "engine/run/run_context.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace karst {

/// A started pipeline: push rows into it (or let a scan do it), then finish().
class PipelineRun final : public RowSink {
public:
    /// Starts the operators of `plan`; their output goes to `end`. `run` and `end` outlive the run. The rows that come out keep
    /// the plan alive: its constants are the values of some of them.
    PipelineRun(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& end);

    void finish() override { first_->finish(); }

    /// Rows that each command's operator saw, in order; the last is what came out.
    std::vector<std::uint64_t> rows_seen() const;

protected:
    bool consume(Batch& batch) override { return first_->push(batch); }

private:
    /// Behind the last operator: lets every batch that leaves hold the plan.
    class End final : public RowSink {
    public:
        End(std::shared_ptr<const Plan> plan, RowSink& sink) : plan_(std::move(plan)), sink_(sink) {}
        void finish() override { sink_.finish(); }
        const Plan& plan() const { return *plan_; }

    protected:
        bool consume(Batch& batch) override {
            batch.pin(plan_);
            return sink_.push(batch);
        }

    private:
        std::shared_ptr<const Plan> plan_;
        RowSink& sink_;
    };

    End end_;
    std::vector<std::unique_ptr<OperatorRun>> runs_;
    std::unique_ptr<OperatorRun> newest_first_;  // between the events and the first operator, where their order matters
    RowSink* first_;
};

/// Keeps the rows that it is given, up to a number.
class RowCollector final : public RowSink {
public:
    static constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

    explicit RowCollector(std::size_t limit = kNoLimit) : limit_(limit) {}
    /// What it holds counts, as held by `command`; it throws MemoryLimitError.
    RowCollector(std::size_t limit, std::shared_ptr<MemoryAccount> account, std::string command) : limit_(limit) {
        memory_.emplace(std::move(account), std::move(command));
    }
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
    std::size_t bytes_ = 0;
    std::optional<HeldMemory> memory_;
};

}  // namespace karst
