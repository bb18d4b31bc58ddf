#include "engine/row/field_table.h"

#include "base/hash.h"

#include <absl/container/flat_hash_map.h>

namespace karst {

struct FieldTable::Index {
    absl::flat_hash_map<std::string_view, FieldId, TextHash, TextEqual> ids;
};

FieldTable::FieldTable() : index_(std::make_unique<Index>()) {}
FieldTable::FieldTable(FieldTable&&) noexcept = default;
FieldTable& FieldTable::operator=(FieldTable&&) noexcept = default;
FieldTable::~FieldTable() = default;

FieldTable::FieldTable(const FieldTable& other) : FieldTable() {
    for (const auto& name : other.names_) {
        intern(name);
    }
}

FieldTable& FieldTable::operator=(const FieldTable& other) {
    if (this != &other) {
        *this = FieldTable(other);
    }
    return *this;
}

FieldId FieldTable::intern(std::string_view name) {
    if (const auto known = index_->ids.find(name); known != index_->ids.end()) {
        return known->second;
    }
    const auto id = static_cast<FieldId>(names_.size());
    index_->ids.emplace(names_.emplace_back(name), id);
    return id;
}

std::optional<FieldId> FieldTable::find(std::string_view name) const {
    const auto known = index_->ids.find(name);
    return known == index_->ids.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace karst
