// Writes result rows: table, JSON, NDJSON, CSV. Computed numbers are JSON numbers; field values keep their text.
#pragma once

#include "engine/plan/operator.h"
#include "engine/row/row.h"

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace karst::cli {

enum class RowFormat { Table, Json, Ndjson, Csv };

/// The format of that name; Automatic choice ("") is a table on a terminal and NDJSON elsewhere. Throws std::invalid_argument.
RowFormat row_format(std::string_view name, bool terminal);

/// A row as one JSON object, keys in column order.
std::string row_json(const Row& row, const std::vector<FieldId>& order, const FieldTable& fields);

/// The order in which the fields of rows are shown: known columns first, then the others as they came up.
std::vector<FieldId> column_order(const Columns& columns, const FieldTable& fields);

/// Writes rows as they come (NDJSON) or at the end (the others, which need all columns).
std::unique_ptr<RowSink> make_row_writer(RowFormat format, std::ostream& out, const Columns& columns, const FieldTable& fields);

/// Text for a terminal: control characters and escapes are shown, not sent.
std::string printable(std::string_view text);

/// Lines of cells with aligned columns under a header.
void write_table(std::ostream& out, const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                 std::size_t widest_cell = 80);

}  // namespace karst::cli
