// Text for people: tables, and what is safe on a terminal.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace karst::cli {

/// Text for a terminal: control characters and escapes are shown, not sent.
std::string printable(std::string_view text);

/// Lines of cells with aligned columns under a header.
void write_table(std::ostream& out, const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                 std::size_t widest_cell = 80);

}  // namespace karst::cli
