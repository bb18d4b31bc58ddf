// The order in which Splunk gives events to a search: newest first (Search Manual, "How search commands work"). A scan
// reads files as they stand, so pipelines whose result depends on the order (dedup, head, streamstats, first() …) get their
// events through this sink; the others are not held up.
#pragma once

#include "engine/plan/operator.h"

#include <cstdint>
#include <vector>

namespace karst {

/// Collects events and passes them on by falling _time when all have come. Events of one time leave in the order opposite to
/// that in which they came, as an index gives them; events without a time leave last.
class NewestFirst final : public RowSink {
public:
    /// `time` is the field that holds _time. `next` outlives this.
    NewestFirst(FieldId time, RunContext& run, RowSink& next) : time_(time), run_(run), next_(next) {}

    /// Passes the events on, but does not finish `next`.
    void finish() override;

protected:
    /// Throws MemoryLimitError beyond --max-memory.
    bool consume(Batch& batch) override;

private:
    FieldId time_;
    RunContext& run_;
    RowSink& next_;
    std::vector<Batch> batches_;
    std::size_t bytes_ = 0;
};

}  // namespace karst
