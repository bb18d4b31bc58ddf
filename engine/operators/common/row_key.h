// Values of a row as one text that tells rows apart: every value stands with its length, so that no two different rows look
// alike.
#pragma once

#include "engine/row/row.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// Appends how many values there are, and each with its length. A number and its text are the same.
void append_to_key(Value value, std::string& key);

/// Sets `key` to the values of `fields`; false when one of them is missing.
bool make_key(const Row& row, const std::vector<FieldId>& fields, std::string& key);

/// Sets `key` to all fields that have values, but for `left_out`.
void make_key_of_all(const Row& row, std::string& key, std::optional<FieldId> left_out = std::nullopt);

}  // namespace karst
