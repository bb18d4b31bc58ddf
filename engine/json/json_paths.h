// Table of the paths that the fields of JSON events have, learnt as they are met. Events of one kind have the same members in
// the same order, so a path is known by a comparison or two, and what a reader makes of it (its name, its slot) is worked out
// once.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// A path in a JsonPaths; JsonPaths::kRoot is the event itself.
using JsonPathId = std::uint32_t;

class JsonPaths {
public:
    static constexpr JsonPathId kRoot = 0;
    static constexpr JsonPathId kNone = UINT32_MAX;
    /// Names in events may be anything; beyond so many paths they are no longer learnt.
    static constexpr std::size_t kMaxPaths = 8192;

    JsonPaths() : nodes_(1) {}

    /// The path of a member, by its key as it stands in the text; `name_of` gives the key without escapes when it is new.
    /// kNone: the table is full.
    template <class NameOf>
    JsonPathId member(JsonPathId parent, std::string_view key, NameOf name_of) {
        auto& node = nodes_[parent];
        if (node.next < node.children.size() && node.children[node.next].key == key) {
            return node.children[node.next++].path;
        }
        return find(parent, key, [&] { return joined(parent, name_of(key)); });
    }
    /// The path of the elements of an array.
    JsonPathId elements(JsonPathId parent);

    /// Begins an object at a path: its members are expected from the first on.
    void begin_object(JsonPathId path) { nodes_[path].next = 0; }

    /// The name of the field by Splunk's rules: a.b, a{}.b.
    const std::string& name(JsonPathId path) const { return nodes_[path].name; }
    std::size_t size() const { return nodes_.size(); }

private:
    struct Child {
        std::string key;
        JsonPathId path = kNone;
    };
    struct Node {
        std::string name;
        std::vector<Child> children;  // in the order in which they were met
        absl::flat_hash_map<std::string, std::uint32_t> numbers;
        JsonPathId elements = kNone;
        std::uint32_t next = 0;  // the child that is expected
    };
    std::string joined(JsonPathId parent, std::string_view key) const;
    JsonPathId add(std::string name);

    template <class MakeName>
    JsonPathId find(JsonPathId parent, std::string_view key, MakeName make_name) {
        const auto known = nodes_[parent].numbers.find(std::string(key));
        if (known != nodes_[parent].numbers.end()) {
            auto& node = nodes_[parent];
            node.next = known->second + 1;
            return node.children[known->second].path;
        }
        const auto path = add(make_name());
        if (path != kNone) {
            auto& node = nodes_[parent];
            node.numbers.emplace(std::string(key), static_cast<std::uint32_t>(node.children.size()));
            node.children.push_back({std::string(key), path});
            node.next = static_cast<std::uint32_t>(node.children.size());
        }
        return path;
    }

    std::vector<Node> nodes_;
};

}  // namespace karst
