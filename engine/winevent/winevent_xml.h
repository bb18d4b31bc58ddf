// Event boundaries in the XML of Windows event logs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace karst {

/// The position of `wanted` at or after `from`; fast over long texts.
std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from);

/// The start tag or the end tag of an event: <Event> or <Event … (not <EventData>, not <Events>), and </Event>.
struct EventMark {
    enum class Kind { Start, End, None };

    static constexpr std::string_view kStartTag = "<Event";
    static constexpr std::string_view kEndTag = "</Event>";
    static constexpr std::size_t kStartBytes = kStartTag.size() + 1;  // with the character that ends the name

    Kind kind = Kind::None;
    std::size_t at = std::string_view::npos;
    std::uint64_t newlines = 0;  // between `from` and the mark, or the end of the text
};

/// The first mark at or after `from`.
EventMark next_event_mark(std::string_view text, std::size_t from);

/// The position of the next start tag at or after `from`; npos: there is none.
std::size_t find_event_start(std::string_view text, std::size_t from);

}  // namespace karst
