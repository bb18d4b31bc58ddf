// An event while a scan looks at it: the slots of the scan's fields, each extracted or computed when it is first asked for.
#pragma once

#include "engine/input/json_document.h"
#include "engine/knowledge/field_graph.h"
#include "engine/plan/field_set.h"
#include "engine/plan/run_context.h"
#include "engine/row/row.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace karst {

/// How the events of one origin give the fields of a scan: the graph of its knowledge, and the raw fields to extract. The raw
/// fields that predicates need are extracted of every event; the others only of those that match.
class OriginFields {
public:
    OriginFields(const KnowledgeBase& knowledge, EventOrigin origin, const FieldTable& slots, std::size_t predicate_slots,
                 const FieldSet& patterns, RunContext& run);

    const EventOrigin& origin() const { return origin_; }
    NodeId node(FieldId slot) const { return nodes_[slot]; }
    const FieldGraph& graph() const { return graph_; }
    FieldGraph::State& state() { return state_; }

    /// Names beyond the slots that packs give and that the scan's patterns want, with their nodes.
    struct Extra {
        std::string name;
        NodeId node;
    };
    const std::vector<Extra>& extras() const { return extras_; }

    const JsonProjection& early() const { return early_; }
    const JsonProjection& late() const { return late_; }
    std::size_t early_fields() const { return early_count_; }
    std::size_t raw_fields() const { return graph_.raw_names().size(); }

private:
    EventOrigin origin_;
    FieldGraph graph_;
    std::vector<NodeId> nodes_;
    std::vector<Extra> extras_;
    JsonProjection early_;
    JsonProjection late_;
    std::size_t early_count_ = 0;
    FieldGraph::State state_;
};

class ScanEvent final : public RawEventFields, public FieldReader {
public:
    /// Begins an event. False: its JSON is broken. Events that are not JSON have no raw fields.
    bool begin(std::string_view text, bool is_json, OriginFields& origin, const TimeZone& zone);

    /// A slot of the scan.
    Value field(FieldId slot) override { return origin_->state().field(origin_->node(slot)); }
    Value node(NodeId node) { return origin_->state().field(node); }

    Value raw_field(std::size_t index) override;
    Value default_field(std::string_view name) override;

    /// Every raw field of the event, by name; names of default fields are given as extracted_<name>.
    void for_each_raw_field(const std::function<void(std::string_view, Value)>& each);

    /// Every field whose name only an extraction of the event's keys and values knows.
    void for_each_keyed_field(const std::function<void(std::string_view, Value)>& each) {
        origin_->state().for_each_keyed_field(each);
    }

    Arena& arena() { return arena_; }

private:
    void extract_late();

    std::string_view text_;
    bool is_json_ = false;
    bool late_done_ = false;
    OriginFields* origin_ = nullptr;
    const TimeZone* zone_ = nullptr;
    JsonDocument document_;
    std::vector<Value> raw_;
    Arena arena_;
};

}  // namespace karst
