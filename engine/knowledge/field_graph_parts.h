// The parts of a FieldGraph, shared by the two files that build and run it.
#pragma once

#include "engine/knowledge/field_graph.h"

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace karst {

/// How many nodes may stand upon each other before their values are no longer computed by recursion. Packs and data models that
/// people write stay below it.
constexpr std::uint32_t kMaxRecursiveHeight = 32;

/// tag::action has the tags of the values of action.
constexpr std::string_view kTagOf = "tag::";

inline bool is_date_part(std::string_view name) {
    return name.substr(0, 5) == "date_" && is_default_field(name);
}

/// `wanted` and everything that it needs, directly or through others, in ascending order: each thing stands behind those that
/// it needs, provided that these are smaller. `needs` gives those of one thing that are still missing.
template <class Thing, class Needs>
std::set<Thing> with_needs(Thing wanted, Needs needs) {
    std::set<Thing> found{wanted};
    std::vector<Thing> open{std::move(wanted)};
    while (!open.empty()) {
        const Thing next = std::move(open.back());
        open.pop_back();
        for (auto& need : needs(next)) {
            if (found.insert(need).second) {
                open.push_back(std::move(need));
            }
        }
    }
    return found;
}

struct FieldGraph::Node {
    enum class Kind {
        Raw,
        Default,
        Time,
        DatePart,
        Extraction,
        Pair,
        Keyed,
        FirstOf,
        Calculated,
        Lookup,
        EventTypes,
        Tags,
        Member,
        DatasetField,
        NodeNames
    };
    Kind kind = Kind::Raw;
    std::string name;            // Default, DatePart, Pair, Keyed; Tags: the field whose tags are wanted, empty for all
    std::size_t index = 0;       // Raw: raw field; Extraction, Pair, Keyed, Lookup, Member: step
    std::size_t part = 0;        // Extraction: group; Lookup: column of the table
    std::vector<NodeId> from;    // FirstOf: sources in order of preference; Lookup: the field before the lookup;
                                 // Member: of the parent; DatasetField: member, field; NodeNames: members
    EvalNodePtr program;         // Calculated
    bool keep_existing = false;  // Lookup: OUTPUTNEW
    DerivedValues made;          // beside parts of the event's text
    std::vector<NodeId> needs;   // all nodes that its value can depend on, which were made before; kept where it is tall
    std::uint32_t height = 0;    // of the longest chain of needs

    bool is_tall() const { return height > kMaxRecursiveHeight; }
};

/// One extraction; a regular expression's groups are found at most once an event.
struct FieldGraph::ExtractionStep {
    const PackExtraction* extraction = nullptr;
    NodeId from{};
    std::optional<Regex> regex;                              // of a line of cells, what stands before them
    std::vector<std::pair<std::size_t, std::size_t>> keyed;  // groups of a field's name and of its value
};

struct FieldGraph::LookupStep {
    std::unique_ptr<LookupTable> table;
    std::vector<std::size_t> columns;
    std::vector<NodeId> inputs;
    std::optional<std::string> default_match;
};

struct FieldGraph::ValueTagStep {
    const PackValueTags* tags;
    NodeId field;
};

struct FieldGraph::EventTypeStep {
    const PackEventType* type;
    PredicatePtr predicate;
    std::vector<NodeId> needs;
};

struct FieldGraph::DatasetStep {
    const Dataset* dataset;
    PredicatePtr predicate;
};

}  // namespace karst
