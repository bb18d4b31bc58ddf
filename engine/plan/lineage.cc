#include "engine/plan/lineage.h"

namespace karst {

std::optional<Lineage::Origin> Lineage::origin_of(std::string_view column) const {
    const auto known = columns_.find(column);
    if (known != columns_.end()) {
        return known->second;
    }
    return open_ ? std::optional(Origin{std::string(column), std::nullopt}) : std::nullopt;
}

void Lineage::rename(const std::string& from, const std::string& to) {
    if (from == to) {
        return;
    }
    columns_[to] = origin_of(from);
    if (open_) {
        columns_[from] = std::nullopt;
    } else {
        columns_.erase(from);
    }
}

}  // namespace karst
