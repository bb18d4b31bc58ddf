// Events that are rows of a table: what the columns are called, and how a row is taken apart.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct TableColumns {
    std::vector<std::string> names;
    char separator = ',';
    bool quoted = true;               // cells may stand in quotation marks, with "" for one
    std::vector<std::string> absent;  // cells that stand for no value, such as - and (empty)

    friend bool operator==(const TableColumns&, const TableColumns&) = default;
};

/// The cells of a row. Views of `row`, or of texts added to `kept` where quotation marks had to be undone.
void split_row(std::string_view row, const TableColumns& columns, std::vector<std::string_view>& cells,
               std::deque<std::string>& kept);

/// True when the cells can be the names of columns: words, all of them.
bool are_column_names(const std::vector<std::string_view>& cells);

/// True for the line that PowerShell puts before a table: #TYPE and the name of a class.
bool is_type_line(std::string_view line);

/// True when `head` begins with a header line and rows that fit it.
bool begins_with_table(std::string_view head, char separator);

}  // namespace karst
