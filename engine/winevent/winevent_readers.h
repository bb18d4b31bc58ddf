// Readers of Windows event logs.
#pragma once

#include "engine/input/input_format.h"

#include <memory>
#include <string_view>

namespace karst {

std::unique_ptr<EventReader> open_winevent_xml(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_evtx(const InputFormat& format, ReaderParts parts);

/// True when `head` begins a binary Windows event log.
bool begins_with_evtx(std::string_view head);

}  // namespace karst
