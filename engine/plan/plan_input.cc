#include "engine/plan/plan_input.h"

#include "engine/run/run_context.h"

#include <utility>

namespace karst {

std::vector<Batch> take_input_rows(InputId input, RunContext& run) {
    if (run.input_rows == nullptr || input.index >= run.input_rows->inputs.size()) {
        return {};
    }
    return in_slots_of(std::exchange(run.input_rows->inputs[input.index], InputRows()), run);
}

std::vector<Batch> in_slots_of(InputRows rows, RunContext& run) {
    std::vector<FieldId> slot_of;
    slot_of.reserve(rows.fields.size());
    for (FieldId id = 0; id < rows.fields.size(); ++id) {
        slot_of.push_back(run.fields.intern(rows.fields.name(id)));
    }
    for (auto& batch : rows.batches) {
        for (auto& row : batch.rows()) {
            Row moved = batch.make_row(run.fields.size());
            const auto slots = row.slots();
            for (std::size_t id = 0; id < slots.size() && id < slot_of.size(); ++id) {
                batch.set(moved, slot_of[id], slots[id]);
            }
            row = moved;
        }
    }
    return std::move(rows.batches);
}

}  // namespace karst
