// Literal prefilter of whole events: tells from the text alone, by a few literals, that an event matters to no consumer, so
// that it need not be taken apart. Belongs to the events of one origin, whose knowledge says which values do not occur in the
// text.
#pragma once

#include "engine/extract/field_extractor.h"
#include "engine/plan/event_inputs.h"
#include "engine/scan/scan_slots.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class OriginFields;

class EventPrefilter {
public:
    /// For the consumers that `origin` has; `slots` are those of the scan.
    EventPrefilter(std::span<const ScanRequest> consumers, OriginFields& origin, const ScanSlots& slots);

    /// False when an event with the text matters to no consumer.
    bool may_match(std::string_view text) const;

private:
    TextContainment text_containment_;
    bool active_ = false;             // false: looking for texts does not pay, every event may match
    std::vector<std::string> texts_;  // one of which an event that matters contains
};

}  // namespace karst
