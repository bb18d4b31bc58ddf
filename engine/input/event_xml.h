// Where events begin in the XML of Windows event logs.
#pragma once

#include <string_view>

namespace karst {

/// The position of `wanted` at or after `from`; fast over long texts.
std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from);

/// The position of the next <Event> or <Event … at or after `from` (not <EventData>, not <Events>).
std::size_t find_event_start(std::string_view text, std::size_t from);

}  // namespace karst
