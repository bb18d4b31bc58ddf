// The wanted names of a JsonProjection as a tree of keys, for the walker in json_document.cc.
#pragma once

#include "engine/json/json_projection.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace karst {

/// The step of a name into the elements of an array.
inline constexpr std::string_view kJsonArray = "{}";

/// Cuts the next atom off a name: names are keys joined by dots, each followed by any number of {}. Keys that hold dots or
/// braces themselves fall apart in the same way on both sides, so they still match.
std::string_view take_json_atom(std::string_view& name, bool& last);

struct JsonProjection::Trie {
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    // Keys differ in length more often than not, so that most need not be looked up.
    static std::uint64_t length_bit(std::string_view atom) {
        return std::uint64_t{1} << std::min<std::size_t>(atom.size(), 63);
    }

    static std::size_t hash(std::string_view atom) {
        // Keys of one object differ in length or in one of three characters nearly always.
        if (atom.empty()) {
            return 0;
        }
        return atom.size() * 131 + static_cast<unsigned char>(atom.front()) * 7 + static_cast<unsigned char>(atom.back()) * 31 +
               static_cast<unsigned char>(atom[atom.size() / 2]) * 17;
    }

    struct Edge {
        std::string atom;
        std::uint32_t node;
    };
    struct Node {
        std::size_t slot = kNone;
        std::uint32_t array = 0;  // child by {}, 0: none
        std::vector<Edge> edges;
        std::vector<std::uint32_t> table;  // open addressing: index of an edge + 1
        std::size_t mask = 0;
        std::uint64_t lengths = 0;  // of the edges, a bit each
    };
    std::vector<Node> nodes{1};
    bool has_backslashes = false;  // in a name: then a raw key that looks like it may be another one

    std::uint32_t child(std::uint32_t node, std::string_view atom) const {
        const Node& from = nodes[node];
        if ((from.lengths & length_bit(atom)) == 0) {
            return 0;
        }
        for (auto at = hash(atom) & from.mask; from.table[at] != 0; at = (at + 1) & from.mask) {
            const Edge& edge = from.edges[from.table[at] - 1];
            if (edge.atom.size() == atom.size() && std::memcmp(edge.atom.data(), atom.data(), atom.size()) == 0) {
                return edge.node;
            }
        }
        return 0;
    }

    // The node behind a key, which may be several atoms.
    std::uint32_t follow(std::uint32_t node, std::string_view key) const {
        if (key.find_first_of(".{") == std::string_view::npos) {
            return child(node, key);
        }
        for (bool last = false; !last;) {
            const auto atom = take_json_atom(key, last);
            node = atom == kJsonArray ? nodes[node].array : child(node, atom);
            if (node == 0) {
                return 0;
            }
        }
        return node;
    }
};

}  // namespace karst
