// Rows of subsearches, for the operators that want them: join, append, appendcols, union …
#pragma once

#include "engine/plan/execute.h"
#include "engine/plan/plan.h"
#include "engine/plan/run_context.h"
#include "engine/row/row.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace karst {

/// Runs a plan within a run and gives its rows, in slots of the outer run's fields (names that are new are interned there).
/// More rows than `limit` are left out, with a warning that names `what`.
std::vector<Batch> subsearch_rows(const std::shared_ptr<const Plan>& plan, RunContext& outer, std::size_t limit,
                                  std::string_view what);

/// Pushes all rows of the batches, which are used up. False when no more are wanted.
bool push_all(std::vector<Batch>& batches, RowSink& sink);

/// Keeps batches until all have come: the state of commands that look at all rows.
class CollectingRun : public OperatorRun {
public:
    using OperatorRun::OperatorRun;

protected:
    /// Takes the batch. Throws MemoryLimitError beyond --max-memory.
    bool consume(Batch& batch) override;
    std::vector<Batch>& batches() { return batches_; }
    /// Forgets what was collected and holds `batches` instead.
    void keep_only(std::vector<Batch> batches);

private:
    std::vector<Batch> batches_;
    std::size_t bytes_ = 0;
};

}  // namespace karst
