// The result of a subsearch as search text (Search Reference, format): ( ( a="1" AND b="2" ) OR ( … ) ).
#pragma once

#include "engine/row/row.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// The words of a formatted search, as the arguments of format give them.
struct FormatWords {
    std::string row_prefix = "(";
    std::string column_prefix = "(";
    std::string column_separator = "AND";
    std::string column_end = ")";
    std::string row_separator = "OR";
    std::string row_end = ")";
    std::string value_separator = "OR";
    std::string empty = "NOT ( )";
    std::size_t rows = static_cast<std::size_t>(-1);
};

/// The text of the rows: fields in order of their names, internal ones (with a leading _) left out. A row with a field `search`
/// or `query` stands for that field's text as it is.
std::string format_rows(const std::vector<Batch>& batches, const FieldTable& fields, const FormatWords& words = {});

}  // namespace karst
