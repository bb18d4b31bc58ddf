#include "engine/lookup/cells.h"

#include <algorithm>
#include <string>

namespace karst {

namespace {

// The end of a quoted text that begins at `from`: its closing quote, or the end of the line.
std::size_t closing_quote(std::string_view line, std::size_t from, bool& doubled) {
    for (auto at = line.find('"', from); at != std::string_view::npos; at = line.find('"', at + 2)) {
        if (line.substr(at + 1, 1) != "\"") {
            return at;
        }
        doubled = true;
    }
    return line.size();
}

std::string_view single_quotes(std::string_view text, Arena& arena) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        plain += text[at];
        at += text[at] == '"' && text.substr(at + 1, 1) == "\"" ? 1 : 0;
    }
    return arena.copy(plain);
}

}  // namespace

void split_cells(std::string_view line, char delimiter, Arena& arena, std::vector<std::string_view>& cells) {
    for (std::size_t at = 0;;) {
        std::string_view cell;
        auto end = at;
        if (line.substr(at, 1) == "\"") {
            bool doubled = false;
            const auto close = closing_quote(line, at + 1, doubled);
            cell = line.substr(at + 1, close - at - 1);
            cell = doubled ? single_quotes(cell, arena) : cell;
            end = std::min(line.find(delimiter, close), line.size());
        } else {
            end = std::min(line.find(delimiter, at), line.size());
            cell = line.substr(at, end - at);
        }
        cells.push_back(cell);
        if (end >= line.size()) {
            return;
        }
        at = end + 1;
    }
}

}  // namespace karst
