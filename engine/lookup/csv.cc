#include "base/ascii.h"
#include "engine/lookup/lookup.h"

#include <algorithm>

namespace karst {

namespace {

// Cells of a CSV text, one after the other.
class CsvReader {
public:
    explicit CsvReader(std::string_view text) : text_(text) {
        if (text_.substr(0, 3) == "\xEF\xBB\xBF") {
            at_ = 3;
        }
    }

    bool at_end() const { return at_ >= text_.size(); }

    std::vector<std::string> record() {
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

private:
    std::string cell() {
        // Blanks after the comma are for the reader of the file: "workflow_name, job_name" names a column job_name.
        while (!at_end() && is_gap(text_[at_])) {
            ++at_;
        }
        std::string value;
        if (!at_end() && text_[at_] == '"') {
            ++at_;
            value = quoted();
        }
        // What follows a closing quote belongs to the cell as it stands: programs that do not quote properly write `"a" b`.
        const auto end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
        value += text_.substr(at_, end - at_);
        at_ = end;
        return value;
    }

    std::string quoted() {
        std::string value;
        for (;;) {
            const auto quote = text_.find('"', at_);
            if (quote == std::string_view::npos) {
                value += text_.substr(at_);
                at_ = text_.size();
                return value;
            }
            value += text_.substr(at_, quote - at_);
            at_ = quote + 1;
            if (at_end() || text_[at_] != '"') {
                return value;
            }
            value += '"';
            ++at_;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

bool is_empty_line(const std::vector<std::string>& cells) {
    return cells.size() == 1 && cells.front().empty();
}

}  // namespace

LookupRows parse_csv(std::string_view text) {
    LookupRows table;
    CsvReader reader(text);
    while (table.columns.empty() && !reader.at_end()) {
        auto header = reader.record();
        if (!is_empty_line(header)) {
            table.columns = std::move(header);
        }
    }
    while (!reader.at_end()) {
        auto cells = reader.record();
        // In a table of one column an empty line is a row without a value, which no lookup can use.
        if (!is_empty_line(cells)) {
            cells.resize(table.columns.size());
            table.rows.push_back(std::move(cells));
        }
    }
    return table;
}

}  // namespace karst
