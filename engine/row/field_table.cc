#include "engine/row/field_table.h"

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>

namespace karst {

namespace {

// Debian's absl has a string_view of its own, so its default hash does not look up std::string_view.
struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return absl::Hash<std::string_view>{}(name); }
};

}  // namespace

struct FieldTable::Index {
    absl::flat_hash_map<std::string_view, FieldId, NameHash, std::equal_to<>> ids;
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
