#include "engine/row/row_encoding.h"

#include "engine/value/value_encoding.h"

namespace karst {

void append_encoded(const Row& row, std::string& out) {
    const auto begin = out.size();
    const auto slots = row.slots();
    append_size(slots.size(), out);
    std::size_t next = 0;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        if (!slots[slot].is_null()) {
            append_size(slot - next, out);
            append_value(slots[slot], out);
            next = slot + 1;
        }
    }
    std::string length;
    append_size(out.size() - begin, length);
    out.insert(begin, length);
}

std::optional<std::string_view> take_encoded(std::string_view& bytes) {
    auto rest = bytes;
    const auto length = take_size(rest);
    if (!length || rest.size() < *length) {
        return std::nullopt;
    }
    const auto row = rest.substr(0, *length);
    rest.remove_prefix(*length);
    bytes = rest;
    return row;
}

void append_decoded(std::string_view row, Batch& batch) {
    const auto slots = batch.append(take_size(row).value_or(0)).slots();
    std::size_t next = 0;
    while (!row.empty()) {
        const auto slot = next + take_size(row).value_or(0);
        slots[slot] = take_value(row, batch.arena());
        next = slot + 1;
    }
}

}  // namespace karst
