// The seam between plans and events: what a pipeline asks of a scan, and who scans.
#pragma once

#include "engine/plan/operator.h"
#include "engine/row/field_set.h"
#include "engine/run/run_context.h"
#include "engine/search/filter_condition.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace karst {

class DatasetScope;
struct SearchExpression;
class SourceText;

/// Values of a field one of which an event must have (as one of its values, with its letters' case): what the rows of another
/// plan have asked for.
struct FieldRestriction {
    std::string field;
    std::shared_ptr<const std::set<std::string, std::less<>>> values;
};

/// What a scan has done for one request.
struct ScanProfile {
    std::uint64_t tested = 0;   // events for which the condition was tested
    std::uint64_t matched = 0;  // rows that were given
    std::string found_by;       // what an index found such events by, for people; empty: there was no index

    void add(const ScanProfile& more) {
        found_by = found_by.empty() || more.tested > tested ? more.found_by : found_by;
        tested += more.tested;
        matched += more.matched;
    }
};

/// One pipeline's part in a scan. All that it points to outlives the scan.
struct ScanRequest {
    const SearchExpression* search;                // events must match it
    const SourceText* text;                        // where the spans of `search` point
    const DatasetScope* scope;                     // the datasets that names belong to; null: events as they are
    const FieldSet* needs;                         // the fields that rows must have, beside those that only `search` reads
    RunContext* run;                               // its table of fields gives rows their slots
    RowSink* sink;                                 // gets a row for each event that matches
    std::vector<FieldRestriction> restrictions{};  // events must meet all of them
    std::vector<FilterCondition> filters{};        // a scan may leave out events that do not meet all of them
    ScanProfile* profile = nullptr;                // what was done is added to it; null: nobody asks
};

/// The events of a run. One scan serves any number of requests.
class EventInputs {
public:
    virtual ~EventInputs() = default;
    /// Reads all events once. Throws InputError, and what a sink throws.
    virtual void scan(std::span<ScanRequest> requests) = 0;
    /// True when what comes is in the order of a search's results already (rows that a search has printed).
    virtual bool in_result_order() const { return false; }
};

}  // namespace karst
