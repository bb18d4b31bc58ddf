// Search-time knowledge, compiled for one origin (sourcetype, source, host) and the fields that one scan wants: a graph whose
// nodes are fields at the stages of Splunk's order (Knowledge Manager Manual, "The sequence of search-time operations"):
//
//     extracted  →  aliased  →  calculated  →  looked up  →  event types  →  tags  →  datasets of data models
//
// Calculated fields all see the event as it is after aliases; each lookup sees what those before it gave. A field that nobody
// wants has no node. The graph is immutable; the values of one event are in FieldGraph::State.
#pragma once

#include "engine/eval/compile/derived_values_of.h"
#include "engine/knowledge/dataset_scope.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/lookup/lookup.h"
#include "engine/row/row.h"
#include "engine/run/program.h"
#include "engine/search/predicate.h"
#include "engine/text/regex.h"
#include "engine/time/time_zone.h"

#include <compare>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace karst {

/// A node of the graph: a field at a stage of its making. Programs of the graph read nodes as their fields.
enum class NodeId : std::uint32_t {};

/// How a program of the graph reads a node, and back.
constexpr FieldId as_field(NodeId node) {
    return static_cast<FieldId>(node);
}
constexpr NodeId as_node(FieldId field) {
    return static_cast<NodeId>(field);
}
/// The place of a node among all.
constexpr std::size_t place_of(NodeId node) {
    return static_cast<std::size_t>(node);
}

/// What the graph reads: the event as its format's extractor sees it.
class RawEventFields {
public:
    virtual ~RawEventFields() = default;
    /// Value of the n-th wanted raw field (FieldGraph::raw_names()).
    virtual Value raw_field(std::size_t index) = 0;
    /// _raw, _time, host, source, sourcetype, index, linecount, date_… ; null when the name is none of these.
    virtual Value default_field(std::string_view name) = 0;
};

/// True for the fields that every event has by itself.
bool is_default_field(std::string_view name);

/// The default fields of an event that are shown when all of its fields are.
std::span<const std::string_view> shown_default_fields();

class FieldGraph {
public:
    /// `knowledge` must outlive the graph.
    FieldGraph(const KnowledgeBase& knowledge, const EventOrigin& origin);
    ~FieldGraph();

    /// The node of a finished field. Asking for names in groups matters: the
    /// raw fields that the first group needs come first in raw_names(), so that a scan can extract them alone.
    NodeId request(std::string_view name);
    /// The same for a field of a dataset, too.
    NodeId request(const EventField& field);

    /// Wants the fields whose names only the event knows: without this, State::for_each_keyed_field may give none.
    void request_keyed_fields();

    /// The values that a node can have beside parts of the event's text, with raw fields that are such parts.
    const DerivedValues& derived_values(NodeId node) const;

    /// Names that packs give to events of this origin (aliases, calculated, lookups, event types, extractions), for printing
    /// whole events and for `karst fields`.
    const std::set<std::string>& known_names() const { return known_names_; }
    /// How a known name comes about: "extracted", "alias", "calculated", "lookup", "event type", "tag".
    std::string_view kind_of(std::string_view name) const;

    /// Raw fields in the order in which nodes asked for them.
    const std::vector<std::string>& raw_names() const { return raw_names_; }

    /// The field whose text is the time, and its format, as the packs say; empty: found in the text.
    const std::string& time_field() const { return time_field_; }
    const std::string& time_format() const { return time_format_; }

    class State;

private:
    friend class ConditionCompiler;

    /// A point in the order above: the step, and how many of its extractions or lookups have taken effect. What a field is at a
    /// stage depends only on fields at smaller ones.
    struct Stage {
        enum class Step { Extracted, Timed, Aliased, Calculated, LookedUp, Finished };
        Step step;
        std::size_t count;  // of Extracted and LookedUp

        auto operator<=>(const Stage&) const = default;
    };
    static constexpr Stage kTimed{Stage::Step::Timed, 0};  // the extractions are done, and _time is what the packs say
    static constexpr Stage kAliased{Stage::Step::Aliased, 0};
    static constexpr Stage kCalculated{Stage::Step::Calculated, 0};
    static constexpr Stage kFinished{Stage::Step::Finished, 0};
    static constexpr Stage after_extractions(std::size_t count) { return {Stage::Step::Extracted, count}; }
    static constexpr Stage after_lookups(std::size_t count) { return {Stage::Step::LookedUp, count}; }
    Stage looked_up() const { return after_lookups(lookups_.size()); }

    struct StagedField {
        Stage stage;
        std::string name;

        auto operator<=>(const StagedField&) const = default;
    };

    struct Node;
    struct ExtractionStep;
    struct LookupStep;
    struct EventTypeStep;
    struct ValueTagStep;
    struct DatasetStep;

    const Node& node(NodeId id) const;
    NodeId resolve(const std::string& name, Stage stage);
    /// A field as event types and tags of values see it.
    NodeId resolve_for_event_types(std::string_view name) { return resolve(std::string(name), looked_up()); }
    StagedField last_word(const std::string& name, Stage stage) const;
    std::vector<StagedField> needs_of(const StagedField& field) const;
    NodeId make_staged(const StagedField& field);
    NodeId make(Node node);
    DerivedValues find_derived_values(const Node& node) const;
    void prepare_extraction(std::size_t index);
    bool is_keyed(std::size_t extraction) const;
    bool may_extract(std::size_t extraction, const std::string& name) const;
    NodeId make_extracted(const StagedField& field, std::size_t extractions);  // by the first `extractions` of them
    Node base_of(const StagedField& field);
    bool is_pairs(std::size_t extraction) const;
    NodeId make_aliased(const std::string& name);
    NodeId make_calculated(const std::string& name);
    NodeId make_looked_up(const StagedField& field);
    void prepare_lookup(std::size_t index);
    void prepare_event_types();
    NodeId make_event_type_list();
    NodeId make_tag_list(const std::string& name);
    NodeId request_of_dataset(const EventField& field);
    std::shared_ptr<const DataModel> use_model(std::string_view name);
    NodeId dataset_member(const DataModel& model, const Dataset& dataset);
    /// A field as the constraint of a dataset sees it, and as the events that belong to the dataset have it.
    NodeId field_before(const DataModel& model, const Dataset& dataset, std::string_view name);
    NodeId field_within(const DataModel& model, const Dataset& dataset, std::string_view name);
    NodeId dataset_field(const DataModel& model, const Dataset& dataset, const std::string& name, std::size_t calculations);
    NodeId make_dataset_field(const DataModel& model, const Dataset& dataset, const std::string& name,
                              std::size_t calculations);
    void merge(const Pack& pack);
    void note_known_names();

    std::map<StagedField, NodeId> resolved_;
    std::vector<Node> nodes_;
    std::vector<std::string> raw_names_;
    std::map<std::string, std::size_t, std::less<>> raw_index_;
    std::set<std::string> known_names_;
    std::map<std::string, std::string_view, std::less<>> kinds_;

    // The merged knowledge of all packs that apply, key by key.
    std::vector<const PackExtraction*> extractions_;
    std::map<std::string, std::vector<const PackAlias*>> aliases_;
    std::map<std::string, const PackCalculated*> calculated_;
    std::vector<const PackLookup*> lookups_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> lookups_of_;  // those that give a field, in order
    std::vector<const PackEventType*> event_types_;
    std::vector<const PackValueTags*> value_tags_;
    std::string time_field_;
    std::string time_format_;

    std::vector<std::vector<std::string>> extraction_names_;  // groups of each extraction's expression
    std::vector<std::unique_ptr<ExtractionStep>> extraction_steps_;
    std::vector<std::unique_ptr<LookupStep>> lookup_steps_;
    std::vector<std::unique_ptr<EventTypeStep>> event_type_steps_;
    std::vector<ValueTagStep> value_tag_steps_;

    const DataModels& models_;
    std::vector<std::shared_ptr<const DataModel>> used_models_;
    std::vector<std::unique_ptr<DatasetStep>> dataset_steps_;
    std::map<const Dataset*, NodeId> members_;
    std::map<std::tuple<const Dataset*, std::string, std::size_t>, NodeId> dataset_fields_;
};

/// The values of one event, computed when they are asked for and at most once.
class FieldGraph::State final : public FieldReader {
public:
    State(const FieldGraph& graph, RunContext& run) : graph_(graph), run_(run) {}

    /// Begins an event. `fields` and `arena` must live as long as its values are used.
    void begin(RawEventFields& fields, Arena& arena);

    Value read(NodeId node);
    /// How the graph's own programs read.
    Value field(FieldId node) override { return read(as_node(node)); }

    /// Calls `each(name, value)` for the fields whose names only the event knows (extractions of keys and values), in the order
    /// in which they are found. Names that the graph knows are left out: what it says of them is more than was extracted.
    void for_each_keyed_field(const std::function<void(std::string_view, Value)>& each);

private:
    bool is_known(NodeId node) const { return slots_[place_of(node)].event == event_; }
    void compute_tall_needs(NodeId node);
    void settle(NodeId node);
    Value compute(const Node& node);
    Value lookup_value(const Node& node);
    Value event_type_names();
    Value tags(const Node& node);
    void find_rows(const LookupStep& step, std::vector<std::size_t>& rows);
    Value time_value(const Node& node);
    using Groups = std::vector<std::string_view>;
    Value extracted_value(const Node& node);
    std::vector<Groups> matches(const ExtractionStep& step, std::string_view text) const;
    std::vector<Groups> cells(const ExtractionStep& step, std::string_view text) const;
    Value pair_value(const Node& node);
    template <class Found>
    void find_step_pairs(const ExtractionStep& step, Found found);
    Value keyed_value(const Node& node);
    struct Extracted {
        std::uint64_t event = 0;
        std::vector<Groups> matches;
    };
    const Extracted& matches_of(std::size_t extraction);
    bool event_type_holds(std::size_t index);
    Value dataset_value(const Node& node);

    struct Slot {
        Value value;
        std::uint64_t event = 0;
    };
    const FieldGraph& graph_;
    RunContext& run_;
    RawEventFields* raw_ = nullptr;
    Arena* arena_ = nullptr;
    std::uint64_t event_ = 0;
    std::vector<Slot> slots_;
    std::vector<Extracted> extracted_;
    struct Matched {
        std::uint64_t event = 0;
        std::vector<std::size_t> rows;
    };
    std::vector<Matched> matched_;
    LookupTable::Matches matches_;  // of the values that are being looked up
    struct Typed {
        std::uint64_t event = 0;
        bool holds = false;
    };
    std::vector<Typed> typed_;
};

}  // namespace karst
