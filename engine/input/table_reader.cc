// Tables: CSV and TSV whose first line names the columns, logs whose directives do (#Fields: of W3C, #fields of Zeek), and logs
// with blanks between the columns, which a first line may name.

#include "base/ascii.h"
#include "base/delimited.h"
#include "base/text_lines.h"
#include "engine/input/input_format.h"
#include "engine/input/table.h"

#include <algorithm>

namespace karst {

namespace {

std::string_view without_return(std::string_view line) {
    return !line.empty() && line.back() == '\r' ? line.substr(0, line.size() - 1) : line;
}

std::vector<std::string> words(std::string_view text, char separator) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(separator, at), text.size());
        if (end > at) {
            found.emplace_back(text.substr(at, end - at));
        }
        at = end + 1;
    }
    return found;
}

class TableReader : public FileReader {
public:
    TableReader(const InputFormat& format, ReaderParts parts, TableColumns columns)
        : FileReader(format, std::move(parts)), columns_(std::move(columns)) {}

protected:
    enum class Line { Row, Passed, NewColumns };
    virtual Line look_at(std::string_view line) = 0;
    virtual bool rows_span_lines() const { return false; }

    TableColumns columns_;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        chunk.columns = current_;
        const bool span_lines = rows_span_lines();
        std::size_t at = from;
        while (at < text.size()) {
            const auto end = span_lines && columns_.quoted ? find_row_end(text, at) : text.find('\n', at);
            if (end == std::string_view::npos && !ended()) {
                break;
            }
            const auto line = without_return(text.substr(at, end == std::string_view::npos ? end : end - at));
            const auto kind = dropping_ || trimmed(line).empty() ? Line::Passed : look_at(line);
            dropping_ = false;
            if (kind == Line::Row) {
                chunk.events.push_back({line, line_});
            }
            const auto next = end == std::string_view::npos ? text.size() : end + 1;
            line_ += count_lines(text.substr(at, next - at));
            at = next;
            if (kind == Line::NewColumns) {
                current_ = std::make_shared<const TableColumns>(columns_);
                if (!chunk.events.empty()) {
                    pause();
                    break;  // the events so far have the columns before
                }
                chunk.columns = current_;
            }
        }
        return at;
    }

    void drop(std::string_view unfinished) override {
        line_ += count_lines(unfinished);
        dropping_ = true;
        row_end_.reset();
    }

    std::size_t find_row_end(std::string_view text, std::size_t at) {
        const auto end = row_end_.find(text.substr(at));
        if (end == std::string_view::npos) {
            return end;  // the row is given again when more of it is there
        }
        row_end_.reset();
        return at + end;
    }

    RowEnd row_end_{columns_.separator};
    std::shared_ptr<const TableColumns> current_ = std::make_shared<const TableColumns>();
    bool dropping_ = false;
};

class HeaderTableReader final : public TableReader {
public:
    using TableReader::TableReader;

private:
    bool rows_span_lines() const override { return true; }

    Line look_at(std::string_view line) override {
        if (!columns_.names.empty()) {
            return Line::Row;
        }
        if (is_type_line(line)) {
            return Line::Passed;
        }
        std::vector<std::string_view> cells;
        std::deque<std::string> kept;
        split_row(line, columns_, cells, kept);
        columns_.names.assign(cells.begin(), cells.end());
        return Line::NewColumns;
    }
};

// A first line of words only names the columns. Where files were put together, it comes again.
class BlankTableReader final : public TableReader {
public:
    using TableReader::TableReader;

private:
    Line look_at(std::string_view line) override {
        if (!begun_) {
            begun_ = true;
            std::vector<std::string_view> cells;
            std::deque<std::string> kept;
            split_row(line, columns_, cells, kept);
            if (are_column_names(cells)) {
                header_ = line;
                columns_.names.assign(cells.begin(), cells.end());
                return Line::NewColumns;
            }
        }
        return line == header_ ? Line::Passed : Line::Row;
    }

    bool begun_ = false;
    std::string header_;
};

class DirectiveTableReader final : public TableReader {
public:
    using TableReader::TableReader;

private:
    Line look_at(std::string_view line) override {
        if (line.front() != '#') {
            if (columns_.names.empty()) {
                skip_event(line_, "a row before any line that names the columns; skipped");
                return Line::Passed;
            }
            return Line::Row;
        }
        const auto end = line.find_first_of(": \t");
        const auto name = line.substr(0, end);
        const auto value = trimmed(line.substr(std::min(line.size(), end == std::string_view::npos ? end : end + 1)));
        if (name == "#separator" && value.size() == 4 && value.substr(0, 2) == "\\x") {
            columns_.separator = value == "\\x2c" ? ',' : value == "\\x20" ? ' ' : '\t';
        } else if (name == "#unset_field" || name == "#empty_field") {
            columns_.absent.emplace_back(value);
            columns_.absent.resize(std::min<std::size_t>(columns_.absent.size(), 8));
        } else if (name == "#Fields" || name == "#fields") {
            if (name == "#Fields") {
                columns_.separator = separator_of(value);
            }
            columns_.names = words(value, columns_.separator);
            return Line::NewColumns;
        }
        return Line::Passed;
    }

    // Blanks, but Exchange has commas and others have tabs.
    static char separator_of(std::string_view names) {
        if (names.find('\t') != std::string_view::npos) {
            return '\t';
        }
        return names.find(' ') == std::string_view::npos && names.find(',') != std::string_view::npos ? ',' : ' ';
    }
};

}  // namespace

std::unique_ptr<EventReader> open_csv(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<HeaderTableReader>(format, std::move(parts), TableColumns{});
}

std::unique_ptr<EventReader> open_tsv(const InputFormat& format, ReaderParts parts) {
    TableColumns columns;
    columns.separator = '\t';
    return std::make_unique<HeaderTableReader>(format, std::move(parts), columns);
}

std::unique_ptr<EventReader> open_ssv(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<BlankTableReader>(format, std::move(parts), TableColumns{{}, ' ', false, {"-"}});
}

std::unique_ptr<EventReader> open_w3c(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<DirectiveTableReader>(format, std::move(parts), TableColumns{{}, ' ', true, {"-"}});
}

std::unique_ptr<EventReader> open_zeek(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<DirectiveTableReader>(format, std::move(parts), TableColumns{{}, '\t', false, {"-", "(empty)"}});
}

}  // namespace karst
