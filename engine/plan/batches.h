// Collected batches: the state of operators that look at all rows, and the ways in which they leave.
#pragma once

#include "engine/plan/operator.h"
#include "engine/row/row.h"
#include "engine/row/row_spool.h"
#include "engine/run/memory_account.h"

#include <functional>
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

/// Pushes the first `most` rows that `merge` (a RowMerge) gives, copied into batches. False when no more are wanted.
template <class Merge>
bool push_merged(Merge& merge, std::size_t most, RowSink& sink) {
    constexpr std::size_t kMaxBytes = 1024 * 1024;
    Batch batch;
    for (; most > 0; --most) {
        const Row* row = merge.next();
        if (row == nullptr) {
            break;
        }
        batch.append_copy(*row);
        if (batch.size() >= Batch::kRows || batch.bytes() >= kMaxBytes) {
            if (!sink.push(batch)) {
                return false;
            }
            batch = Batch();
        }
    }
    return batch.empty() || sink.push(batch);
}

/// Puts rows into a spool.
class SpoolSink final : public RowSink {
public:
    /// `changed` is called after each batch.
    explicit SpoolSink(RowSpool& spool, std::function<void()> changed = {}) : spool_(spool), changed_(std::move(changed)) {}
    void finish() override {}

protected:
    bool consume(Batch& batch) override {
        spool_.add(std::move(batch));
        if (changed_) {
            changed_();
        }
        return true;
    }

private:
    RowSpool& spool_;
    std::function<void()> changed_;
};

/// What writes to disk what a command of this run holds: `spill`, or nothing when the run has no temporary files.
inline HeldMemory::Spill if_spilling(const RunContext& run, HeldMemory::Spill spill) {
    return run.temporary_files != nullptr ? std::move(spill) : HeldMemory::Spill();
}

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

private:
    std::vector<Batch> batches_;
    std::size_t bytes_ = 0;
    HeldMemory memory_;
};

}  // namespace karst
