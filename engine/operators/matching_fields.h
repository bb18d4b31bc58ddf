// Names with wildcards against the fields that a run knows: the list grows while the run does, so what matched is kept and
// only new names are tried.
#pragma once

#include "engine/row/field_table.h"
#include "engine/value/wildcard.h"
#include "parser/ast.h"

#include <algorithm>
#include <string>
#include <vector>

namespace karst {

class MatchingFields {
public:
    explicit MatchingFields(const std::vector<std::string>& patterns) {
        for (const auto& pattern : patterns) {
            patterns_.emplace_back(pattern);
        }
    }

    /// The ids of all names that a pattern matches.
    const std::vector<FieldId>& in(const FieldTable& fields) {
        for (; seen_ < fields.size(); ++seen_) {
            const auto name = fields.name(static_cast<FieldId>(seen_));
            if (std::any_of(patterns_.begin(), patterns_.end(),
                            [&](const Wildcard& pattern) { return pattern.matches(name); })) {
                ids_.push_back(static_cast<FieldId>(seen_));
            }
        }
        return ids_;
    }

    bool matches(std::string_view name) const {
        return std::any_of(patterns_.begin(), patterns_.end(), [&](const Wildcard& pattern) { return pattern.matches(name); });
    }

private:
    std::vector<Wildcard> patterns_;
    std::size_t seen_ = 0;
    std::vector<FieldId> ids_;
};

inline std::vector<std::string> names_of(const std::vector<FieldName>& fields) {
    std::vector<std::string> names;
    for (const auto& field : fields) {
        names.push_back(field.name);
    }
    return names;
}

}  // namespace karst
