// Layout of a scan, compiled once for all of its workers: the slots of the events, each consumer's predicate over them, and
// where each slot goes in its rows. Immutable while the scan runs.
#pragma once

#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/event_inputs.h"
#include "engine/row/field_set.h"
#include "engine/row/field_table.h"
#include "engine/scan/dataset_rows.h"
#include "engine/scan/event_scan.h"
#include "engine/scan/scan_slots.h"
#include "engine/search/predicate.h"

#include <optional>
#include <span>
#include <vector>

namespace karst {

struct ScanLayout {
    /// What one consumer is looked for and given.
    struct ConsumerLayout {
        ScanRequest consumer;
        PredicatePtr predicate;
        struct Copy {
            ScanSlot slot;
            FieldId field;
        };
        std::vector<Copy> copies;
        const DatasetScope* scope = nullptr;
        bool wants_patterns = false;
        // Where events bring names of their own: those that are known before. A worker goes on from them, and its ids from
        // there on mean something to it alone.
        std::optional<FieldTable> names;
        std::size_t width = 0;  // of rows: the names that are known before
    };

    /// Interns the fields that events bring in the tables of the consumers. All outlive this.
    ScanLayout(std::span<ScanRequest> all, const KnowledgeBase& knowledge, const ScanOptions& options);

    std::span<const ScanRequest> consumers;
    std::vector<ConsumerLayout> parts;
    ScanSlots slots;
    std::size_t predicate_slots = 0;  // so many come first
    FieldSet patterns;                // of all parts
    DatasetRows dataset;
    RunContext run;  // as workers begin: without fields
    double now;

private:
    void want_fields(ConsumerLayout& part);
};

}  // namespace karst
