#include "base/text_lines.h"

#include <cstring>

namespace karst {

std::string_view without_mark(std::string_view text) {
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

std::uint64_t count_lines(std::string_view text) {
    std::uint64_t lines = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (newline == nullptr) {
            break;
        }
        ++lines;
        at = newline + 1;
    }
    return lines;
}

}  // namespace karst
