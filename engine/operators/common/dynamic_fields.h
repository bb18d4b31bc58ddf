// Fields whose names only the data knows, found in one row after the other: what spath, xmlkv, fromjson and extract have in
// common. A name that comes again adds a value.
#pragma once

#include "engine/row/row.h"
#include "engine/run/run_context.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace karst {

class DynamicFields {
public:
    /// Data may make no more names than this in a run: every row has a slot for each. Fields of further names are left out,
    /// which is said.
    static constexpr std::size_t kMaxNames = 10'000;

    explicit DynamicFields(RunContext& run) : run_(run) {}

    /// The slot of a name; nothing for an empty name and beyond kMaxNames.
    std::optional<FieldId> field(std::string_view name) { return field(run_, name); }

    /// The same for a name that a value makes: {name} in eval, the columns of xyseries …
    static std::optional<FieldId> field(RunContext& run, std::string_view name);

    /// A value of the row at hand.
    void add(FieldId field, Value value);
    bool has(FieldId field) const { return field < entries_by_field_.size() && entries_by_field_[field] != kNone; }

    /// Sets the fields that were found; then nothing is found for the next row.
    void write(Batch& batch, Row& row);

private:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    struct Entry {
        FieldId field;
        std::vector<Value> values;
    };

    RunContext& run_;
    std::vector<Entry> entries_;  // the first `used_` are of the row at hand; the others keep their memory
    std::size_t used_ = 0;
    std::vector<std::uint32_t> entries_by_field_;
};

}  // namespace karst
