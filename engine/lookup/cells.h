// Cells of one line, as a pack names them.
#pragma once

#include "engine/value/arena.h"

#include <string_view>
#include <vector>

namespace karst {

/// Appends the cells of a line. Quotes around a cell are taken off, and a delimiter between them is part of it. Cells are
/// slices of the line, or copies in the arena where a quote is written twice.
void split_cells(std::string_view line, char delimiter, Arena& arena, std::vector<std::string_view>& cells);

}  // namespace karst
