// A set of field names, for working out which fields a pipeline needs: all of them, or some names and patterns.
#pragma once

#include "engine/value/wildcard.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class FieldSet {
public:
    static FieldSet everything();

    /// Adds a name, or every name that a pattern with `*` matches.
    void add(std::string_view name_or_pattern);
    void add_everything();
    void remove(std::string_view name) { names_.erase(std::string(name)); }
    /// Forgets all: what a transforming command does to the needs of those after it.
    void clear();

    bool is_everything() const { return everything_; }
    /// True when the name is in the set by itself or by a pattern.
    bool contains(std::string_view name) const;
    bool empty() const { return !everything_ && names_.empty() && patterns_.empty(); }

    const std::set<std::string>& names() const { return names_; }
    /// The patterns as they were added.
    const std::vector<std::string>& patterns() const { return patterns_; }

private:
    bool everything_ = false;
    std::set<std::string> names_;
    std::vector<std::string> patterns_;
    std::vector<Wildcard> compiled_;
};

}  // namespace karst
