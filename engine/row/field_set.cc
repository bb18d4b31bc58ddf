#include "engine/row/field_set.h"

#include <algorithm>

namespace karst {

FieldSet FieldSet::everything() {
    FieldSet set;
    set.everything_ = true;
    return set;
}

void FieldSet::add(std::string_view name_or_pattern) {
    if (!has_wildcard(name_or_pattern)) {
        names_.emplace(name_or_pattern);
        return;
    }
    Wildcard pattern(name_or_pattern);
    if (pattern.matches_all()) {
        everything_ = true;
    }
    if (std::find(patterns_.begin(), patterns_.end(), name_or_pattern) == patterns_.end()) {
        patterns_.emplace_back(name_or_pattern);
        compiled_.push_back(std::move(pattern));
    }
}

void FieldSet::add_everything() {
    everything_ = true;
}

void FieldSet::clear() {
    everything_ = false;
    names_.clear();
    patterns_.clear();
    compiled_.clear();
}

bool FieldSet::contains(std::string_view name) const {
    return everything_ || names_.count(std::string(name)) > 0 ||
           std::any_of(compiled_.begin(), compiled_.end(), [&](const Wildcard& pattern) { return pattern.matches(name); });
}

}  // namespace karst
