#include "cli/output/terminal_text.h"

#include "base/utf8.h"

#include <algorithm>

namespace karst::cli {

namespace {

// A terminal's columns are code points, nearly.
std::string shortened(const std::string& text, std::size_t widest) {
    return count_code_points(text) <= widest ? text : std::string(code_points(text, 0, widest - 1)) + "…";
}

}  // namespace

std::string printable(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '\n') {
            safe += "⏎";
        } else if (code < 0x20 || code == 0x7F) {
            safe += ' ';
        } else {
            safe += c;
        }
    }
    return safe;
}

void write_table(std::ostream& out, const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                 std::size_t widest_cell) {
    std::vector<std::vector<std::string>> cells = {header};
    cells.insert(cells.end(), rows.begin(), rows.end());
    std::vector<std::size_t> widths(header.size(), 0);
    for (auto& line : cells) {
        for (std::size_t column = 0; column < line.size(); ++column) {
            line[column] = shortened(printable(line[column]), widest_cell);
            widths[column] = std::max(widths[column], count_code_points(line[column]));
        }
    }
    for (std::size_t number = 0; number < cells.size(); ++number) {
        std::string text;
        for (std::size_t column = 0; column < header.size(); ++column) {
            const auto& cell = cells[number][column];
            text += cell;
            if (column + 1 < header.size()) {
                text += std::string(widths[column] - count_code_points(cell) + 2, ' ');
            }
        }
        out << text << "\n";
        if (number == 0) {
            std::size_t total = 0;
            for (const auto one : widths) {
                total += one + 2;
            }
            out << std::string(total > 2 ? total - 2 : 0, '-') << "\n";
        }
    }
}

}  // namespace karst::cli
