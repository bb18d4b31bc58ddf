// The parts of a FieldGraph, shared by the two files that build and run it.
#pragma once

#include "engine/knowledge/field_graph.h"

#include <optional>

namespace karst {

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
};

/// One extraction; a regular expression's groups are found at most once an event.
struct FieldGraph::ExtractionStep {
    const PackExtraction* extraction = nullptr;
    NodeId from = 0;
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
};

struct FieldGraph::DatasetStep {
    const Dataset* dataset;
    PredicatePtr predicate;
};

}  // namespace karst
