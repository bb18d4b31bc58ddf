// Matcher of names with wildcards against the fields of a run. The fields grow during the run, so matches are kept and only new
// names are tried.
#pragma once

#include "engine/row/field_set.h"
#include "engine/row/field_table.h"
#include "engine/value/wildcard.h"
#include "parser/grammar/ast.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

inline bool is_internal_field(std::string_view name) {
    return !name.empty() && name.front() == '_';
}

class MatchingFields {
public:
    /// Whether a wildcard stands for internal fields (_time, _raw …) too. A name or pattern that begins with _ always does.
    enum class Internal { Included, Hidden };

    explicit MatchingFields(const std::vector<std::string>& patterns, Internal internal = Internal::Included) {
        for (const auto& pattern : patterns) {
            patterns_.push_back({Wildcard(pattern), internal == Internal::Hidden && !is_internal_field(pattern)});
        }
    }

    /// The ids of all names that a pattern matches, ascending.
    const std::vector<FieldId>& in(const FieldTable& fields) {
        for (; seen_ < fields.size(); ++seen_) {
            if (matches(fields.name(static_cast<FieldId>(seen_)))) {
                ids_.push_back(static_cast<FieldId>(seen_));
            }
        }
        return ids_;
    }

    bool matches(std::string_view name) const {
        return std::any_of(patterns_.begin(), patterns_.end(), [&](const Pattern& pattern) {
            return !(pattern.hides_internal && is_internal_field(name)) && pattern.name.matches(name);
        });
    }

private:
    struct Pattern {
        Wildcard name;
        bool hides_internal;
    };
    std::vector<Pattern> patterns_;
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

/// Adds to `live` what a list of names and patterns reads.
inline void add_all(FieldSet& live, const std::vector<std::string>& names) {
    for (const auto& name : names) {
        live.add(name);
    }
}

}  // namespace karst
