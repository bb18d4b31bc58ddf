// Field names as small numbers. A plan interns every name it mentions; a run starts from a copy of the plan's table and may
// add names that only the data knows (spath, chart, wildcards). Names are case-sensitive, as in Splunk.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// Index of a field in a FieldTable and of its slot in a Row.
using FieldId = std::uint32_t;

class FieldTable {
public:
    FieldTable();
    FieldTable(const FieldTable&);
    FieldTable& operator=(const FieldTable&);
    FieldTable(FieldTable&&) noexcept;
    FieldTable& operator=(FieldTable&&) noexcept;
    ~FieldTable();

    /// The id of `name`; a new one when the name is new. Ids count up from 0 without gaps.
    FieldId intern(std::string_view name);
    std::optional<FieldId> find(std::string_view name) const;
    /// Lives as long as the table.
    std::string_view name(FieldId id) const { return names_[id]; }
    std::size_t size() const { return names_.size(); }

private:
    struct Index;
    std::deque<std::string> names_;
    std::unique_ptr<Index> index_;
};

}  // namespace karst
