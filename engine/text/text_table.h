// Tables in text, such as the output of ps or netstat, or lines of CSV, for multikv (Search Reference, multikv).
//
// The header is the first line whose words all begin with a capital letter, else the first line. Columns are separated by
// blanks, or by commas when the header has more of them than of words. A row with as many words as there are columns is taken
// in order; in others a word belongs to the column whose name stands over it, else to the column before it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct TextTableOptions {
    std::size_t header_line = 0;  // counted from 1 without empty lines; 0: found by itself
    bool no_header = false;       // columns are named Column_1, Column_2, … for the words of the first line
    bool several = true;          // a capitalized line after an empty one begins another table
};

/// A row: its line, and for each column of its table the name and the cell. Cells may be empty.
struct TextTableRow {
    std::string_view line;
    std::size_t table = 0;  // index into TextTables::columns
    std::vector<std::string> cells;
};

struct TextTables {
    std::vector<std::vector<std::string>> columns;  // names of each table, as field names
    std::vector<TextTableRow> rows;
};

/// Lines are views of `text`.
TextTables read_tables(std::string_view text, const TextTableOptions& options);

}  // namespace karst
