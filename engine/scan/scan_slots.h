// Slots of a scan: the fields that its consumers ask for, numbered. Predicates over events read slots as their fields.
#pragma once

#include "base/hash.h"
#include "engine/knowledge/dataset_scope.h"
#include "engine/row/field_table.h"

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// A field that a scan reads of its events. Not the FieldId that the rows of a consumer have it under, and not the NodeId that
/// computes it for the events of one origin.
enum class ScanSlot : std::uint32_t {};

/// How a predicate over events reads a slot, and back.
constexpr FieldId as_field(ScanSlot slot) {
    return static_cast<FieldId>(slot);
}
constexpr ScanSlot as_slot(FieldId field) {
    return static_cast<ScanSlot>(field);
}

class ScanSlots {
public:
    /// The slot of a field; a new one when the field is new. Slots count up from 0 without gaps.
    ScanSlot intern(const EventField& field);
    /// Nothing for a field that nobody asked for.
    std::optional<ScanSlot> find(const EventField& field) const;
    /// The same for an event's own field.
    std::optional<ScanSlot> find(std::string_view name) const;

    const EventField& field(ScanSlot slot) const { return fields_[static_cast<std::size_t>(slot)]; }
    std::size_t size() const { return fields_.size(); }

private:
    std::deque<EventField> fields_;
    absl::flat_hash_map<std::string, ScanSlot, TextHash, TextEqual> own_;
    std::map<EventField, ScanSlot> of_datasets_;
};

}  // namespace karst
