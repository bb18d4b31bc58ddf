#include "engine/plan/subsearch.h"

#include "engine/plan/memory_limit.h"

namespace karst {

std::vector<Batch> subsearch_rows(const std::shared_ptr<const Plan>& plan, RunContext& outer, std::size_t limit,
                                  std::string_view what) {
    auto inner = nested_context(*plan, outer);
    RowCollector collector(limit);
    execute_within(plan, inner, collector);
    if (collector.limit_reached()) {
        outer.warn("the subsearch of " + std::string(what) + " gave more than " + std::to_string(limit) +
                   " results; the others were left out");
    }
    std::vector<FieldId> slot_of;
    for (FieldId id = 0; id < inner.fields.size(); ++id) {
        slot_of.push_back(outer.fields.intern(inner.fields.name(id)));
    }
    for (auto& batch : collector.batches()) {
        batch.pin(plan);  // its constants are the values of some rows
        for (auto& row : batch.rows()) {
            Row moved = batch.make_row(outer.fields.size());
            const auto slots = row.slots();
            for (std::size_t id = 0; id < slots.size() && id < slot_of.size(); ++id) {
                batch.set(moved, slot_of[id], slots[id]);
            }
            row = moved;
        }
    }
    return std::move(collector.batches());
}

bool push_all(std::vector<Batch>& batches, RowSink& sink) {
    bool more = true;
    for (auto& batch : batches) {
        if (more && !batch.empty()) {
            more = sink.push(batch);
        }
    }
    batches.clear();
    return more;
}

bool CollectingRun::consume(Batch& batch) {
    bytes_ += batch.bytes();
    check_memory("this command", bytes_, run());
    batches_.push_back(std::move(batch));
    return true;
}

void CollectingRun::keep_only(std::vector<Batch> batches) {
    batches_ = std::move(batches);
    bytes_ = 0;
    for (const auto& batch : batches_) {
        bytes_ += batch.bytes();
    }
}

}  // namespace karst
