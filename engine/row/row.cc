#include "engine/row/row.h"

namespace karst {

Row& Batch::append_copy(const Row& row) {
    const auto from = row.slots();
    Row& copy = append(from.size());
    std::transform(from.begin(), from.end(), copy.slots_, [this](Value value) { return arena_.copy(value); });
    return copy;
}

void Batch::widen(Row& row, std::size_t width) {
    // Half as much again, so that a command that makes many new fields does not copy the row for each of them.
    const auto slots = arena_.values(width + width / 2 + 4);
    std::copy_n(row.slots_, row.width_, slots.begin());
    row = Row(slots);
}

}  // namespace karst
