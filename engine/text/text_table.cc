#include "engine/text/text_table.h"

#include "base/ascii.h"
#include "base/delimited.h"
#include "engine/text/key_value.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

struct Word {
    std::size_t begin;
    std::size_t end;
};

struct Line {
    std::string_view text;
    bool after_gap;  // empty lines stand before it
};

struct Layout {
    bool commas = false;
    std::vector<Word> header;  // where the names stand, unless separated by commas
};

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        auto line = text.substr(at, end - at);
        at = end + 1;
        while (!line.empty() && is_blank(line.back())) {
            line.remove_suffix(1);
        }
        if (line.empty()) {
            gap = true;
        } else {
            lines.push_back({line, gap});
            gap = false;
        }
    }
    return lines;
}

std::vector<Word> words_of(std::string_view line) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < line.size();) {
        if (is_blank(line[at])) {
            ++at;
            continue;
        }
        const auto begin = at;
        while (at < line.size() && !is_blank(line[at])) {
            ++at;
        }
        words.push_back({begin, at});
    }
    return words;
}

// Commas in quotation marks separate nothing; the marks stay.
std::vector<std::string> cells_between_commas(std::string_view line) {
    std::vector<std::string_view> cells;
    split_cells(line, ',', Quotes::Kept, cells);
    return {cells.begin(), cells.end()};
}

bool looks_like_header(std::string_view line) {
    const auto words = words_of(line);
    return std::all_of(words.begin(), words.end(), [&](const Word& word) { return is_capital(line[word.begin]); });
}

std::vector<std::string> words_as_text(std::string_view line, const std::vector<Word>& words) {
    std::vector<std::string> texts;
    for (const auto& word : words) {
        texts.emplace_back(line.substr(word.begin, word.end - word.begin));
    }
    return texts;
}

std::size_t column_under(const std::vector<Word>& header, const Word& word) {
    std::size_t before = 0;
    for (std::size_t column = 0; column < header.size(); ++column) {
        if (word.begin < header[column].end && header[column].begin < word.end) {
            return column;
        }
        before = header[column].begin <= word.begin ? column : before;
    }
    return before;
}

std::vector<std::string> cells_of(std::string_view line, const Layout& layout, std::size_t columns) {
    if (layout.commas) {
        auto cells = cells_between_commas(line);
        cells.resize(columns);
        return cells;
    }
    const auto words = words_of(line);
    if (words.size() == columns) {
        return words_as_text(line, words);
    }
    std::vector<std::string> cells(columns);
    for (const auto& word : words) {
        auto& cell = cells[column_under(layout.header, word)];
        cell += cell.empty() ? "" : " ";
        cell += line.substr(word.begin, word.end - word.begin);
    }
    return cells;
}

class TableReader {
public:
    explicit TableReader(const TextTableOptions& options) : options_(options) {}

    TextTables read(std::string_view text) {
        const auto lines = lines_of(text);
        if (lines.empty()) {
            return {};
        }
        std::size_t first = header_index(lines);
        if (first >= lines.size()) {
            return {};
        }
        begin_table(lines[first].text);
        for (std::size_t index = first + (options_.no_header ? 0 : 1); index < lines.size(); ++index) {
            if (options_.several && lines[index].after_gap && looks_like_header(lines[index].text)) {
                begin_table(lines[index].text);
            } else {
                const auto table = tables_.columns.size() - 1;
                tables_.rows.push_back(
                    {lines[index].text, table, cells_of(lines[index].text, layout_, tables_.columns[table].size())});
            }
        }
        return std::move(tables_);
    }

private:
    std::size_t header_index(const std::vector<Line>& lines) const {
        if (options_.no_header || options_.header_line > 0) {
            return options_.no_header ? 0 : options_.header_line - 1;
        }
        const auto found =
            std::find_if(lines.begin(), lines.end(), [](const Line& line) { return looks_like_header(line.text); });
        return found == lines.end() ? 0 : static_cast<std::size_t>(found - lines.begin());
    }

    void begin_table(std::string_view header) {
        layout_.header = words_of(header);
        auto names = cells_between_commas(header);
        layout_.commas = names.size() > layout_.header.size();
        if (!layout_.commas) {
            names = words_as_text(header, layout_.header);
        }
        for (std::size_t column = 0; column < names.size(); ++column) {
            names[column] = options_.no_header ? "Column_" + std::to_string(column + 1) : clean_key(names[column]);
        }
        tables_.columns.push_back(std::move(names));
    }

    const TextTableOptions& options_;
    Layout layout_;
    TextTables tables_;
};

}  // namespace

TextTables read_tables(std::string_view text, const TextTableOptions& options) {
    return TableReader(options).read(text);
}

}  // namespace karst
