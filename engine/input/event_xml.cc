#include "engine/input/event_xml.h"

#include <cstring>

namespace karst {

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) {
    if (from >= text.size()) {
        return std::string_view::npos;
    }
    const void* found = ::memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t find_event_start(std::string_view text, std::size_t from) {
    constexpr std::string_view kStart = "<Event";
    constexpr std::string_view kAfterName = "> \t\r\n";
    for (auto at = find_text(text, kStart, from); at != std::string_view::npos;
         at = find_text(text, kStart, at + kStart.size())) {
        const auto after = at + kStart.size();
        if (after < text.size() && kAfterName.find(text[after]) != std::string_view::npos) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace karst
