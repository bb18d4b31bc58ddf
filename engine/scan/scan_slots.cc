#include "engine/scan/scan_slots.h"

namespace karst {

ScanSlot ScanSlots::intern(const EventField& field) {
    if (const auto known = find(field)) {
        return *known;
    }
    const auto slot = static_cast<ScanSlot>(fields_.size());
    fields_.push_back(field);
    if (field.is_of_dataset()) {
        of_datasets_.emplace(field, slot);
    } else {
        own_.emplace(field.name, slot);
    }
    return slot;
}

std::optional<ScanSlot> ScanSlots::find(const EventField& field) const {
    if (!field.is_of_dataset()) {
        return find(std::string_view(field.name));
    }
    const auto known = of_datasets_.find(field);
    return known == of_datasets_.end() ? std::nullopt : std::optional(known->second);
}

std::optional<ScanSlot> ScanSlots::find(std::string_view name) const {
    const auto known = own_.find(name);
    return known == own_.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace karst
