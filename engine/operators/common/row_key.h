// Keys of rows: of some fields, or of all that have values.
#pragma once

#include "engine/row/row.h"
#include "engine/value/key_encoder.h"

#include <optional>
#include <vector>

namespace karst {

/// Makes `key` that of the values of `fields`; false when one of them is missing.
bool make_key(const Row& row, const std::vector<FieldId>& fields, KeyEncoder& key);

/// Makes `key` that of all fields that have values, each with the items of its list, but for `left_out`.
void make_key_of_all(const Row& row, KeyEncoder& key, std::optional<FieldId> left_out = std::nullopt);

}  // namespace karst
