#include "engine/input/table.h"

#include "base/ascii.h"
#include "base/delimited.h"

#include <algorithm>
#include <set>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

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
    const auto keep = [&](std::string cell) -> std::string_view { return kept.emplace_back(std::move(cell)); };
    split_cells(row, columns.separator, columns.quoted ? Quotes::Undone : Quotes::Plain, keep, cells);
}

bool are_column_names(const std::vector<std::string_view>& cells) {
    return std::all_of(cells.begin(), cells.end(), is_column_name);
}

bool is_type_line(std::string_view line) {
    constexpr std::string_view kType = "#TYPE ";
    return line.substr(0, kType.size()) == kType;
}

bool begins_with_table(std::string_view head, char separator) {
    constexpr std::size_t kMinColumns = 3;
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
    const auto end = RowEnd(separator).find(head);
    if (end == kNowhere) {
        return false;
    }
    names = row(0, end);
    const auto width = names.size();
    // The numbers of the rows may stand before them, without a name.
    names.erase(names.begin(), names.begin() + (names.front().empty() ? 1 : 0));
    const std::set<std::string_view> different(names.begin(), names.end());
    if (names.size() < kMinColumns || different.size() != names.size() || !are_column_names(names)) {
        return false;
    }
    const auto rest = head.substr(end + 1);
    const auto second = RowEnd(separator).find(rest);
    // A first row that does not end in what was read cannot be counted.
    return second == kNowhere ? !rest.empty() : row(end + 1, end + 1 + second).size() == width;
}

}  // namespace karst
