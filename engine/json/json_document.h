// One JSON event, read by Splunk's rules of automatic extraction (KV_MODE=json) without building a tree: simdjson's first stage
// gives the positions of all structural characters, and a walker over them picks the wanted fields.
//
// Names: nested objects are joined with a dot, arrays end in {}: a.b, a{}, a{}.b, a{}{}. An array gives one value for each
// element that has the key; a repeated key adds a value; {} and [] give nothing; null, true and false are text; numbers keep
// their text. Of several objects behind each other the first counts.
#pragma once

#include "base/read_padding.h"
#include "engine/json/json_paths.h"
#include "engine/json/json_projection.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class JsonDocument {
public:
    JsonDocument();
    ~JsonDocument();

    /// Indexes `text` (readable kReadPadding bytes past its end). False when it is no JSON object or array in UTF-8;
    /// then the other members give what stands before the fault, as Splunk does with an event that it cut off.
    bool index(std::string_view text);
    /// True when an object or array at least begins.
    bool has_beginning() const;

    /// Writes the wanted fields into their slots; slots of missing fields are left alone. Values point into the text or
    /// `arena`. False when the grammar is broken; what was found until then is written.
    bool project(const JsonProjection& projection, std::span<Value> slots, Arena& arena);

    /// Calls `each(name, value)` for every field, in the order in which names first occur. The name lives until the next call
    /// of a member. False when the grammar is broken.
    bool for_each_field(Arena& arena, const std::function<void(std::string_view, Value)>& each);

    /// A field, and the keys of the top level, by the paths of a table.
    struct PathValue {
        JsonPathId path;
        Value value;
    };
    struct PathValues {
        std::vector<PathValue> fields;  // in the order in which names first occur
        std::vector<JsonPathId> top_level;
        bool table_is_full = false;  // nothing else counts then
    };
    /// The same by the paths of a table, which learns new ones. False when the grammar is broken: `found` has what stands
    /// before the fault.
    bool read_paths(JsonPaths& paths, Arena& arena, PathValues& found);

    /// The keys of the top level.
    std::vector<std::string_view> top_level_keys() const;

private:
    struct Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace karst
