// Encoding of values as bytes, for files of this very run: what fits is short, and everything comes back exactly, numbers bit
// by bit.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// Appends a size: seven bits a byte, lowest first; the highest bit says that there are more.
void append_size(std::uint64_t size, std::string& out);
/// Takes a size off `bytes`; nothing when not all of it is there.
std::optional<std::uint64_t> take_size(std::string_view& bytes);

void append_value(Value value, std::string& out);
/// Takes a value off `bytes`, with all its text in the arena.
Value take_value(std::string_view& bytes, Arena& arena);

}  // namespace karst
