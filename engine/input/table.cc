#include "engine/input/table.h"

#include "base/ascii.h"

#include <algorithm>
#include <array>
#include <set>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

std::string undoubled(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        plain += text[at];
        at += text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"' ? 1 : 0;
    }
    return plain;
}

// The quotation mark that ends the cell which begins before `from`, or the end of the row.
std::size_t closing_quote(std::string_view row, std::size_t from) {
    for (auto at = row.find('"', from); at != kNowhere; at = row.find('"', at + 2)) {
        if (at + 1 >= row.size() || row[at + 1] != '"') {
            return at;
        }
    }
    return row.size();
}

// Column names are words; a line of data nearly always has a number, a date or an address in it.
bool is_column_name(std::string_view name) {
    constexpr std::string_view kBesides = " _-./{}:()#@,";  // a comma only in quotation marks
    return !name.empty() && name.size() <= 200 && (is_letter(name.front()) || name.front() == '_') &&
           std::all_of(name.begin(), name.end(), [&](char c) {
               return is_letter_or_digit(c) || kBesides.find(c) != kNowhere || static_cast<unsigned char>(c) >= 0x80;
           });
}

}  // namespace

void split_row(std::string_view row, const TableColumns& columns, std::vector<std::string_view>& cells,
               std::deque<std::string>& kept) {
    cells.clear();
    for (std::size_t at = 0;;) {
        if (columns.quoted && at < row.size() && row[at] == '"') {
            const auto end = closing_quote(row, at + 1);
            const auto inside = row.substr(at + 1, end - at - 1);
            cells.push_back(inside.find('"') == kNowhere ? inside : std::string_view(kept.emplace_back(undoubled(inside))));
            at = row.find(columns.separator, end);
        } else {
            const auto end = row.find(columns.separator, at);
            cells.push_back(row.substr(at, end == kNowhere ? kNowhere : end - at));
            at = end;
        }
        if (at == kNowhere) {
            return;
        }
        ++at;
    }
}

std::size_t find_row_end(std::string_view text, std::size_t from, const TableColumns& columns) {
    if (!columns.quoted) {
        return text.find('\n', from);
    }
    const std::array<char, 2> ends = {columns.separator, '\n'};
    for (auto at = from;; ++at) {
        if (at < text.size() && text[at] == '"') {
            at = closing_quote(text, at + 1);
        }
        at = text.find_first_of(ends.data(), at, ends.size());
        if (at == kNowhere || text[at] == '\n') {
            return at;
        }
    }
}

bool are_column_names(const std::vector<std::string_view>& cells) {
    return std::all_of(cells.begin(), cells.end(), is_column_name);
}

bool is_type_line(std::string_view line) {
    constexpr std::string_view kType = "#TYPE ";
    return line.substr(0, kType.size()) == kType;
}

bool begins_with_table(std::string_view head, char separator) {
    constexpr std::size_t kFewestColumns = 3;
    if (is_type_line(head)) {
        head.remove_prefix(std::min(head.find('\n'), head.size() - 1) + 1);
    }
    TableColumns columns;
    columns.separator = separator;
    std::vector<std::string_view> names;
    std::deque<std::string> kept;
    const auto row = [&](std::size_t from, std::size_t end) {
        auto text = head.substr(from, end == kNowhere ? kNowhere : end - from);
        text = !text.empty() && text.back() == '\r' ? text.substr(0, text.size() - 1) : text;
        std::vector<std::string_view> cells;
        split_row(text, columns, cells, kept);
        return cells;
    };
    const auto end = find_row_end(head, 0, columns);
    if (end == kNowhere) {
        return false;
    }
    names = row(0, end);
    const auto width = names.size();
    // The numbers of the rows may stand before them, without a name.
    names.erase(names.begin(), names.begin() + (names.front().empty() ? 1 : 0));
    const std::set<std::string_view> different(names.begin(), names.end());
    if (names.size() < kFewestColumns || different.size() != names.size() || !are_column_names(names)) {
        return false;
    }
    const auto second = find_row_end(head, end + 1, columns);
    // A first row that does not end in what was read cannot be counted.
    return second == kNowhere ? head.size() > end + 1 : row(end + 1, second).size() == width;
}

}  // namespace karst
