#include "engine/json/json_paths.h"

#include "engine/json/json_trie.h"

#include <utility>

namespace karst {

std::string JsonPaths::joined(JsonPathId parent, std::string_view key) const {
    const auto& before = nodes_[parent].name;
    return before.empty() ? std::string(key) : before + "." + std::string(key);
}

JsonPathId JsonPaths::add(std::string name) {
    if (nodes_.size() >= kMaxPaths) {
        return kNone;
    }
    nodes_.emplace_back().name = std::move(name);
    return static_cast<JsonPathId>(nodes_.size() - 1);
}

JsonPathId JsonPaths::elements(JsonPathId parent) {
    if (nodes_[parent].elements == kNone) {
        const auto path = add(nodes_[parent].name + std::string(kJsonArray));
        nodes_[parent].elements = path;
    }
    return nodes_[parent].elements;
}

}  // namespace karst
