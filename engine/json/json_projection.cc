#include "engine/json/json_projection.h"

#include "engine/json/json_trie.h"

namespace karst {

std::string_view take_json_atom(std::string_view& name, bool& last) {
    if (name.substr(0, kJsonArray.size()) == kJsonArray) {
        name.remove_prefix(kJsonArray.size());
        last = name.empty();
        if (!last && name.front() == '.') {
            name.remove_prefix(1);
        }
        return kJsonArray;
    }
    std::size_t end = 0;
    while (end < name.size() && name[end] != '.' && name.substr(end, kJsonArray.size()) != kJsonArray) {
        ++end;
    }
    const auto atom = name.substr(0, end);
    last = end == name.size();
    name.remove_prefix(!last && name[end] == '.' ? end + 1 : end);
    return atom;
}

JsonProjection::JsonProjection() : trie_(std::make_unique<Trie>()) {}
JsonProjection::~JsonProjection() = default;
JsonProjection::JsonProjection(JsonProjection&&) noexcept = default;
JsonProjection& JsonProjection::operator=(JsonProjection&&) noexcept = default;

bool JsonProjection::empty() const {
    return trie_->nodes.size() == 1;
}

void JsonProjection::add(std::string_view name, std::size_t slot) {
    trie_->has_backslashes |= name.find('\\') != std::string_view::npos;
    auto& nodes = trie_->nodes;
    std::uint32_t node = 0;
    for (bool last = false; !last;) {
        const auto atom = take_json_atom(name, last);
        std::uint32_t next = 0;
        if (atom == kJsonArray) {
            next = nodes[node].array;
        } else {
            const auto& edges = nodes[node].edges;
            const auto edge = std::find_if(edges.begin(), edges.end(), [&](const auto& one) { return one.atom == atom; });
            next = edge == edges.end() ? 0 : edge->node;
        }
        if (next == 0) {
            next = static_cast<std::uint32_t>(nodes.size());
            nodes.emplace_back();
            if (atom == kJsonArray) {
                nodes[node].array = next;
            } else {
                nodes[node].edges.push_back({std::string(atom), next});
            }
        }
        node = next;
    }
    nodes[node].slot = slot;
}

void JsonProjection::compile() {
    for (auto& node : trie_->nodes) {
        if (node.edges.empty()) {
            continue;
        }
        std::size_t size = 4;
        while (size < node.edges.size() * 4) {
            size *= 2;
        }
        node.table.assign(size, 0);
        node.mask = size - 1;
        for (std::size_t index = 0; index < node.edges.size(); ++index) {
            node.lengths |= Trie::length_bit(node.edges[index].atom);
            auto at = Trie::hash(node.edges[index].atom) & node.mask;
            while (node.table[at] != 0) {
                at = (at + 1) & node.mask;
            }
            node.table[at] = static_cast<std::uint32_t>(index + 1);
        }
    }
}

}  // namespace karst
