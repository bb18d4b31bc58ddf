// Which events a scan can pass over without looking for their fields.
#pragma once

#include "engine/input/line_filter.h"
#include "engine/plan/execute.h"
#include "engine/scan/scan_event.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace karst {

/// Texts in lower case, one of which every event of an origin contains that a consumer wants; nothing when a consumer has no
/// condition on the text of its events, or when more than `most` would have to be looked for.
std::optional<std::vector<std::string>> find_required_texts(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                            const FieldTable& slots, std::size_t most);

/// A filter for lines, the JSON events of an origin, that passes over none that a consumer wants; null when there is none that
/// pays.
std::shared_ptr<const LineFilter> make_line_filter(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                   const FieldTable& slots);

}  // namespace karst
