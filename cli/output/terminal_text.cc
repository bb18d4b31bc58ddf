#include "cli/output/terminal_text.h"

#include <algorithm>

namespace karst::cli {

namespace {

// Characters, as a terminal counts columns nearly: code points.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string shortened(const std::string& text, std::size_t widest) {
    if (width(text) <= widest) {
        return text;
    }
    std::size_t end = 0;
    for (std::size_t shown = 0; shown < widest - 1; ++shown) {
        ++end;
        while (end < text.size() && (text[end] & 0xC0) == 0x80) {
            ++end;
        }
    }
    return text.substr(0, end) + "…";
}

}  // namespace

void write_csv(std::ostream& out, const std::vector<std::string>& cells) {
    for (std::size_t index = 0; index < cells.size(); ++index) {
        out << (index > 0 ? "," : "");
        if (cells[index].find_first_of(",\"\r\n") == std::string::npos) {
            out << cells[index];
            continue;
        }
        out << '"';
        for (const char c : cells[index]) {
            out << (c == '"' ? "\"\"" : std::string(1, c));
        }
        out << '"';
    }
    out << "\n";
}

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
            widths[column] = std::max(widths[column], width(line[column]));
        }
    }
    for (std::size_t number = 0; number < cells.size(); ++number) {
        std::string text;
        for (std::size_t column = 0; column < header.size(); ++column) {
            const auto& cell = cells[number][column];
            text += cell;
            if (column + 1 < header.size()) {
                text += std::string(widths[column] - width(cell) + 2, ' ');
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
