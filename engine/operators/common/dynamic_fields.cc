#include "engine/operators/common/dynamic_fields.h"

#include <algorithm>

namespace karst {

std::optional<FieldId> DynamicFields::field(RunContext& run, std::string_view name) {
    if (name.empty()) {
        return std::nullopt;
    }
    const auto known = run.fields.find(name);
    if (known || run.fields.size() < kMaxNames) {
        return known ? *known : run.fields.intern(name);
    }
    run.warn("events have more than " + std::to_string(kMaxNames) + " different fields; further ones were left out");
    return std::nullopt;
}

void DynamicFields::add(FieldId field, Value value) {
    if (field >= entries_by_field_.size()) {
        entries_by_field_.resize(field + 1, kNone);
    }
    auto& index = entries_by_field_[field];
    if (index == kNone) {
        index = static_cast<std::uint32_t>(used_++);
        if (used_ > entries_.size()) {
            entries_.emplace_back();
        }
        entries_[index].field = field;
        entries_[index].values.clear();
    }
    entries_[index].values.push_back(value);
}

void DynamicFields::write(Batch& batch, Row& row) {
    for (std::size_t index = 0; index < used_; ++index) {
        const auto& entry = entries_[index];
        batch.set(row, entry.field, batch.arena().list(entry.values));
        entries_by_field_[entry.field] = kNone;
    }
    used_ = 0;
}

}  // namespace karst
