// Literal prefilters of the consumers of a scan: the texts that the events of an origin must contain, and a filter of lines
// made from them.
#pragma once

#include "engine/input/line_prefilter.h"
#include "engine/plan/event_inputs.h"
#include "engine/scan/scan_event.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace karst {

/// Texts in lower case, one of which every event of an origin contains that a consumer wants; nothing when it has no condition
/// on the text of its events.
std::optional<std::vector<std::string>> required_literals_of(const ScanRequest& consumer, OriginFields& origin,
                                                             const ScanSlots& slots);

/// A filter for lines, the JSON events of an origin, that passes over none that a consumer wants; null when there is none that
/// pays.
std::shared_ptr<const LinePrefilter> make_line_prefilter(std::span<const ScanRequest> consumers, OriginFields& origin,
                                                         const ScanSlots& slots);

}  // namespace karst
