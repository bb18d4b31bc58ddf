// Which lines of a file a scan can pass over without parsing them.
#pragma once

#include "engine/input/line_filter.h"
#include "engine/plan/execute.h"
#include "engine/scan/scan_event.h"

#include <memory>
#include <span>

namespace karst {

/// A filter for the JSON events of an origin that passes over none that a consumer wants; null when there is none that pays:
/// a consumer has no condition on the text of its events, or there are many conditions.
std::shared_ptr<const LineFilter> make_line_filter(std::span<const ScanConsumer> consumers, const OriginFields& origin,
                                                   const FieldTable& slots);

}  // namespace karst
