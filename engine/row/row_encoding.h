// Encoding of rows as bytes, for files of this very run: neither a format to keep nor one that other machines read.
#pragma once

#include "engine/row/row.h"

#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// Appends the row: its length, its width, and the slots that are not null. Everything comes back exactly, numbers bit by bit.
void append_encoded(const Row& row, std::string& out);

/// Takes the first row off `bytes`, without its length; nothing when not all of it is there.
std::optional<std::string_view> take_encoded(std::string_view& bytes);

/// Appends the row that take_encoded() gave, as wide as it was and with all text in the arena of the batch.
void append_decoded(std::string_view row, Batch& batch);

}  // namespace karst
