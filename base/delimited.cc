#include "base/delimited.h"

#include "base/ascii.h"
#include "base/text_lines.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

constexpr auto kNowhere = std::string_view::npos;

}  // namespace

std::size_t closing_quote(std::string_view text, std::size_t from) {
    for (auto at = text.find('"', from); at != kNowhere; at = text.find('"', at + 2)) {
        if (at + 1 >= text.size() || text[at + 1] != '"') {
            return at;
        }
    }
    return text.size();
}

std::string single_quotes(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        plain += text[at];
        at += text[at] == '"' && at + 1 < text.size() && text[at + 1] == '"' ? 1 : 0;
    }
    return plain;
}

std::size_t find_outside_quotes(std::string_view line, char separator, std::size_t at) {
    const std::array<char, 2> marks = {separator, '"'};
    for (at = line.find_first_of(marks.data(), at, marks.size()); at != kNowhere && line[at] == '"';
         at = line.find_first_of(marks.data(), at + 1, marks.size())) {
        at = line.find('"', at + 1);
        if (at == kNowhere) {
            break;
        }
    }
    return at;
}

std::size_t RowEnd::find(std::string_view text) {
    const std::array<char, 2> ends = {separator_, '\n'};
    while (at_ < text.size()) {
        if (place_ == Place::CellBegin) {
            place_ = text[at_] == '"' ? Place::Quoted : Place::Cell;
            at_ += place_ == Place::Quoted ? 1 : 0;
        } else if (place_ == Place::Quoted) {
            const auto close = closing_quote(text, at_);
            // The last character of the text may be the first of two.
            at_ = close;
            if (close + 1 >= text.size()) {
                return kNowhere;
            }
            place_ = Place::Cell;
        } else {
            at_ = text.find_first_of(ends.data(), at_, ends.size());
            if (at_ == kNowhere) {
                at_ = text.size();
            } else if (text[at_] == '\n') {
                return at_;
            } else {
                ++at_;
                place_ = Place::CellBegin;
            }
        }
    }
    return kNowhere;
}

CsvReader::CsvReader(std::string_view text) : text_(without_mark(text)) {}

std::vector<std::string> CsvReader::record() {
    std::vector<std::string> cells;
    for (;;) {
        cells.push_back(cell());
        if (at_end()) {
            return cells;
        }
        const char separator = text_[at_++];
        if (separator != ',') {
            at_ += separator == '\r' && !at_end() && text_[at_] == '\n' ? 1 : 0;
            return cells;
        }
    }
}

std::string CsvReader::cell() {
    while (!at_end() && is_gap(text_[at_])) {
        ++at_;
    }
    std::string value;
    if (!at_end() && text_[at_] == '"') {
        const auto close = closing_quote(text_, at_ + 1);
        value = single_quotes(text_.substr(at_ + 1, close - at_ - 1));
        at_ = std::min(close + 1, text_.size());
    }
    const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    value += text_.substr(at_, end - at_);
    at_ = end;
    return value;
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t index = 0; index < cells.size(); ++index) {
        line += index > 0 ? "," : "";
        if (cells[index].find_first_of(",\"\r\n") == std::string::npos) {
            line += cells[index];
            continue;
        }
        line += '"';
        for (const char c : cells[index]) {
            line += c;
            line += c == '"' ? "\"" : "";
        }
        line += '"';
    }
    return line + '\n';
}

}  // namespace karst
