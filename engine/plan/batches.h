// Collected batches: the state of operators that look at all rows, and the ways in which they leave.
#pragma once

#include "engine/plan/operator.h"
#include "engine/row/row.h"
#include "engine/run/memory_account.h"

#include <string>
#include <utility>
#include <vector>

namespace karst {

/// The rows of all batches as they came. They go on living in the batches.
std::vector<Row> all_rows(const std::vector<Batch>& batches);

/// Pushes rows that live in `batches`, Batch::kRows at a time. They are not copied: what is pushed keeps the batches alive.
/// False when no more are wanted.
bool push_rows(std::vector<Batch> batches, const std::vector<Row>& rows, RowSink& sink);

/// Pushes all rows of the batches, which are used up. False when no more are wanted.
bool push_all(std::vector<Batch>& batches, RowSink& sink);

/// Keeps batches until all have come: the state of commands that look at all rows.
class CollectingRun : public OperatorRun {
public:
    /// `command` is for messages.
    CollectingRun(std::string command, RunContext& run, RowSink& next)
        : OperatorRun(run, next), memory_(run.memory, std::move(command)) {}

protected:
    /// Takes the batch. Throws MemoryLimitError beyond --max-memory.
    bool consume(Batch& batch) override;
    std::vector<Batch>& batches() { return batches_; }
    /// Forgets what was collected and holds `batches` instead.
    void keep_only(std::vector<Batch> batches);

private:
    std::vector<Batch> batches_;
    std::size_t bytes_ = 0;
    HeldMemory memory_;
};

}  // namespace karst
