// Location paths into JSON and XML text, as spath and the JSON functions write them (Search Reference, spath, "A location path
// contains one or more location steps"):
//
//     path  = step { "." step }
//     step  = name { index } | index { index }
//     index = "{}"          every element
//           | "{" n "}"     one element: JSON counts from 0, XML from 1
//           | "{@" name "}" an XML attribute
//
// Values that are found are text: a JSON string without its escapes, a number as it is written, true, false and null by their
// names; of an object or array its source text; of an XML element what stands between its tags.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct PathStep {
    enum class Kind { Member, Element, EveryElement, Attribute };
    Kind kind;
    std::string name;       // Member, Attribute
    std::size_t index = 0;  // Element
};

class LocationPath {
public:
    /// More steps than this are refused: evaluation keeps one level for each.
    static constexpr std::size_t kMaxLength = 256;

    /// Nothing when the text is no path: unbalanced brackets, an empty name, too long.
    static std::optional<LocationPath> parse(std::string_view text);

    const std::vector<PathStep>& steps() const { return steps_; }
    /// Whether it may lead to several values.
    bool has_wildcard() const;

private:
    std::vector<PathStep> steps_;
};

/// Appends what `path` leads to in `text`, which is JSON or XML by its first character. Values refer to `text` or to `arena`.
/// Nothing is found in text that is neither; what stands before a mistake in the text is found.
void extract_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values);

/// Calls `found` with the name and value of each leaf of `text`, in order: names joined by dots, arrays marked {}, attributes
/// {@name}. A name comes as often as it has values. Empty objects, arrays and XML elements are no leaves. The name is good for
/// the call only, the value as in extract_path.
using LeafFound = std::function<void(std::string_view name, Value value)>;
void extract_leaves(std::string_view text, Arena& arena, const LeafFound& found);

/// The first `characters` characters of UTF-8 text.
std::string_view first_characters(std::string_view text, std::size_t characters);

// The two formats; the functions above choose between them.
void extract_json_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values);
void extract_json_leaves(std::string_view text, Arena& arena, const LeafFound& found);
void extract_xml_path(std::string_view text, const LocationPath& path, Arena& arena, std::vector<Value>& values);
void extract_xml_leaves(std::string_view text, Arena& arena, const LeafFound& found);

}  // namespace karst
