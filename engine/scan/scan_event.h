// An event while a scan looks at it: the slots of the scan's fields, each extracted or computed when it is first asked for.
#pragma once

#include "engine/extract/field_extractor.h"
#include "engine/knowledge/field_graph.h"
#include "engine/row/field_set.h"
#include "engine/row/row.h"
#include "engine/run/run_context.h"
#include "engine/scan/event_prefilter.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace karst {

/// How the events of one origin give the fields of a scan: the graph of its knowledge, and the raw fields to extract. The raw
/// fields that predicates need are extracted of every event; the others only of those that match.
class OriginFields {
public:
    OriginFields(const KnowledgeBase& knowledge, const EventOrigin& origin, FieldExtractor& extractor, const FieldTable& slots,
                 std::size_t predicate_slots, const FieldSet& patterns, RunContext& run);

    NodeId node(FieldId slot) const { return nodes_[slot]; }
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

    /// Says which consumers the events may matter to; null: all of them.
    void filter_by(std::unique_ptr<EventPrefilter> filter) { filter_ = std::move(filter); }
    EventPrefilter* filter() const { return filter_.get(); }

private:
    FieldGraph graph_;
    FieldExtractor& extractor_;
    std::vector<NodeId> nodes_;
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
    Value field(FieldId slot) override { return fields_->state().field(fields_->node(slot)); }
    Value node(NodeId node) { return fields_->state().field(node); }

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
