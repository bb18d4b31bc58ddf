// An event while a scan looks at it: the slots of the scan's fields, each extracted or computed when it is first asked for.
#pragma once

#include "engine/extract/field_extractor.h"
#include "engine/knowledge/condition_compiler.h"
#include "engine/knowledge/field_graph.h"
#include "engine/row/field_set.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"
#include "engine/scan/event_prefilter.h"
#include "engine/search/condition_index.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace karst {

struct ScanLayout;

/// How the events of one origin give the fields of a scan: the graph of its knowledge, and the raw fields to extract. The raw
/// fields that predicates need are extracted of every event; the others only of those that match.
class OriginFields {
public:
    /// With `index`, only for the consumers whose searches can hold for events of the origin, which matches() then finds;
    /// otherwise for all consumers, whose predicates read slots. `layout` outlives this.
    OriginFields(const KnowledgeBase& knowledge, const EventOrigin& origin, FieldExtractor& extractor, const ScanLayout& layout,
                 RunContext& run, bool index);

    /// True when the events of another origin with the same packs may use this, too.
    bool serves(const EventOrigin& origin) const { return !conditions_ || conditions_->holds_for(origin); }

    /// The numbers of the consumers that events of the origin can matter to, in order.
    const std::vector<std::size_t>& consumers() const { return consumers_; }
    /// True when matches() says which consumers an event matches; false: their predicates do.
    bool is_indexed() const { return index_ != nullptr; }
    void count_unindexed_event() { ++unindexed_events_; }
    /// In order; behind them stand numbers that mean something to gets_through() alone.
    std::span<const std::size_t> matches(EvalContext& context) { return index_->matches(context); }
    /// False when the event matches the search of a consumer, but no later filter lets it through. Then it gives the consumer
    /// the names of its fields, which stand in the order in which events bring them, and no row.
    bool gets_through(std::size_t consumer, std::span<const std::size_t> matches) const;

    /// Adds what was done for each consumer.
    void add_profiles(std::span<const ScanRequest> consumers) const;

    /// The node of a slot that predicates read, or that was asked for before.
    NodeId node(ScanSlot slot) const { return *nodes_[static_cast<std::size_t>(slot)]; }
    /// The node of any slot. Fields that are asked for when the scan of the origin has begun are not extracted.
    NodeId request(ScanSlot slot);
    /// The nodes of a consumer's copies (ScanLayout), in their order.
    std::span<const NodeId> copies(std::size_t consumer) const { return copies_[consumer]; }
    const FieldGraph& graph() const { return graph_; }
    FieldGraph::State& state() { return state_; }
    FieldExtractor& extractor() const { return extractor_; }

    /// Names beyond the slots that packs give and that the scan's patterns want, with their nodes.
    struct Extra {
        std::string name;
        NodeId node;
    };
    const std::vector<Extra>& extras() const { return extras_; }

    const FieldProjection& early() const { return *early_; }
    const FieldProjection& late() const { return *late_; }
    /// All raw fields, for another extractor (of fields that came with the event).
    const FieldProjection& all(const FieldExtractor& other);
    std::size_t early_fields() const { return early_count_; }
    std::size_t raw_fields() const { return graph_.raw_names().size(); }

    /// Tells events that matter to no consumer by their text; null: any may matter.
    void filter_by(std::unique_ptr<EventPrefilter> filter) { filter_ = std::move(filter); }
    const EventPrefilter* filter() const { return filter_.get(); }

private:
    void compile_conditions(const EventOrigin& origin, RunContext& run);
    EventSearch search_of(std::size_t consumer) const;
    void request_copies();

    const ScanLayout& layout_;
    FieldGraph graph_;
    FieldExtractor& extractor_;
    std::vector<std::optional<NodeId>> nodes_;  // of slots
    std::vector<std::size_t> consumers_;
    std::vector<std::vector<NodeId>> copies_;
    std::optional<ConditionCompiler> conditions_;
    std::vector<std::size_t> filtered_;  // of consumers: the number of the condition with the filters, where it is another
    std::unique_ptr<ConditionIndex> index_;
    std::uint64_t unindexed_events_ = 0;  // that were tested without an index
    std::vector<Extra> extras_;
    std::unique_ptr<FieldProjection> early_;
    std::unique_ptr<FieldProjection> late_;
    std::unique_ptr<FieldProjection> all_;
    std::vector<std::string> paths_;  // of the raw fields
    std::size_t early_count_ = 0;
    std::unique_ptr<EventPrefilter> filter_;
    FieldGraph::State state_;
};

/// An event whose extractor has begun it.
struct BegunEvent {
    std::string_view text;  // taken out of its envelope
    const EventOrigin* origin = nullptr;
    OriginFields* fields = nullptr;
    std::optional<double> time;         // as its envelope says
    FieldExtractor* indexed = nullptr;  // has begun the fields that the envelope gives beside the event
    bool whole = true;                  // false: the text is broken, and gives the fields before that place
};

class ScanEvent final : public RawEventFields, public FieldReader {
public:
    /// Begins an event; what it refers to must live as long as its values are used. Without a year in its time it is of the
    /// year of `now`. False: its text is broken, and gives the fields before that place.
    bool begin(const BegunEvent& event, const TimeZone& zone, double now);

    /// A slot of the scan.
    Value field(FieldId slot) override { return node(fields_->node(as_slot(slot))); }
    Value node(NodeId node) { return fields_->state().read(node); }

    Value raw_field(std::size_t index) override;
    Value default_field(std::string_view name) override;

    /// Every raw field of the event, by name; names of default fields are given as extracted_<name>.
    void for_each_raw_field(const std::function<void(std::string_view, Value)>& each);

    /// Every field whose name only an extraction of the event's keys and values knows.
    void for_each_keyed_field(const std::function<void(std::string_view, Value)>& each) {
        fields_->state().for_each_keyed_field(each);
    }

    Arena& arena() { return arena_; }

private:
    void extract_late();
    void put_indexed(std::size_t begin, std::size_t end);

    std::string_view text_;
    std::optional<double> time_;
    bool late_done_ = false;
    const EventOrigin* origin_ = nullptr;
    OriginFields* fields_ = nullptr;
    FieldExtractor* indexed_ = nullptr;
    std::vector<Value> indexed_values_;
    const TimeZone* zone_ = nullptr;
    double now_ = 0;
    std::vector<Value> raw_;
    Arena arena_;
};

}  // namespace karst
