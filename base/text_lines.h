// Lines of a text, and what may stand before them.
#pragma once

#include <cstdint>
#include <string_view>

namespace karst {

/// The text without the byte order mark that some programs put before UTF-8.
std::string_view without_mark(std::string_view text);

/// The number of line ends in the text.
std::uint64_t count_lines(std::string_view text);

}  // namespace karst
