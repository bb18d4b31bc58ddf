// Text whose cells stand between separators: CSV, TSV and what is like them. Reading takes time in proportion to the text, also
// where a quotation mark is never closed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// What quotation marks do.
enum class Quotes {
    Plain,   // nothing: they are characters like others
    Undone,  // a cell that begins with one goes to the closing one, and two within it stand for one (RFC 4180)
    Kept,    // between two of them, anywhere in a cell, separators are text; the marks stay
};

/// The quotation mark that closes what begins at `from`, behind the opening one; the size of the text when none does.
std::size_t closing_quote(std::string_view text, std::size_t from);

/// One quotation mark for each two.
std::string single_quotes(std::string_view text);

/// The first separator from `at` on that is not between quotation marks; npos when there is none.
std::size_t find_outside_quotes(std::string_view line, char separator, std::size_t at);

/// Appends the cells of one line or row to `cells`: parts of it, and where quotation marks within a cell are undone what
/// `keep(std::string)` gives, a view of a text that lives on. What stands between a closing mark and the separator is left
/// out. There is always one cell at least.
template <class Keep>
void split_cells(std::string_view line, char separator, Quotes quotes, Keep keep, std::vector<std::string_view>& cells) {
    for (std::size_t at = 0;;) {
        std::string_view cell;
        std::size_t end = at;
        if (quotes == Quotes::Undone && at < line.size() && line[at] == '"') {
            const auto close = closing_quote(line, at + 1);
            cell = line.substr(at + 1, close - at - 1);
            cell = cell.find('"') == std::string_view::npos ? cell : std::string_view(keep(single_quotes(cell)));
            end = line.find(separator, close);
        } else {
            end = quotes == Quotes::Kept ? find_outside_quotes(line, separator, at) : line.find(separator, at);
            cell = line.substr(at, end == std::string_view::npos ? end : end - at);
        }
        cells.push_back(cell);
        if (end == std::string_view::npos) {
            return;
        }
        at = end + 1;
    }
}

/// The same, for quotation marks that stay (Quotes::Plain and Kept).
inline void split_cells(std::string_view line, char separator, Quotes quotes, std::vector<std::string_view>& cells) {
    split_cells(
        line, separator, quotes, [](const std::string&) { return std::string_view(); }, cells);
}

/// Finds where a row ends in text that comes piece by piece: at its line end, which may not be inside a cell in quotation
/// marks (Quotes::Undone). A quotation mark within a cell that does not begin with one is a character like others.
class RowEnd {
public:
    explicit RowEnd(char separator) : separator_(separator) {}

    /// The line end of the row that `text` begins with; npos when the text ends before. Of a row that is given again, with more
    /// of it, what was looked at is not looked at again.
    std::size_t find(std::string_view text);

    /// What is given next is another row.
    void reset() { *this = RowEnd(separator_); }

private:
    char separator_;
    std::size_t at_ = 0;
    enum class Place { CellBegin, Quoted, Cell } place_ = Place::CellBegin;
};

/// Reads CSV (RFC 4180) record by record, as programs and people write it: blanks before a cell are not part of it, and what
/// follows a closing quotation mark is. A line end is \n, \r or both. A byte order mark is passed over.
class CsvReader {
public:
    explicit CsvReader(std::string_view text);

    bool at_end() const { return at_ >= text_.size(); }
    std::vector<std::string> record();

private:
    std::string cell();

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The line of a CSV file that has these cells, with its line end.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace karst
