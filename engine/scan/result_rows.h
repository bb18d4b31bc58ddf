// Result rows as input (--input-format rows): what karst itself prints. Keys are field names as they stand, arrays are
// multivalue fields, null is an absent field; no search-time knowledge is applied.
#pragma once

#include "engine/row/row.h"

#include <string_view>

namespace karst {

/// Appends the row that the JSON object `text` spells to `batch`, interning its keys. False when it is no such object.
bool append_result_row(std::string_view text, Batch& batch, FieldTable& fields);

}  // namespace karst
