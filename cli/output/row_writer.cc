#include "cli/output/row_writer.h"

#include "base/delimited.h"
#include "base/utf8.h"
#include "engine/json/json_string.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace karst::cli {

namespace {

void append_json(Value value, std::string& out) {
    switch (value.kind()) {
    case Value::Kind::Number:
        if (std::isfinite(value.as_number())) {
            out += format_number(value);
        } else {
            append_json_quoted(format_number(value.as_number()), out, InvalidBytes::Replace);
        }
        break;
    case Value::Kind::Multivalue: {
        out += '[';
        bool first = true;
        for (const Value item : value.items()) {
            if (!first) {
                out += ',';
            }
            first = false;
            std::string text;
            append_text(item, text);
            append_json_quoted(text, out, InvalidBytes::Replace);
        }
        out += ']';
        break;
    }
    default: {
        std::string text;
        append_text(value, text);
        append_json_quoted(text, out, InvalidBytes::Replace);
        break;
    }
    }
}

class NdjsonWriter final : public RowSink {
public:
    NdjsonWriter(std::ostream& out, Columns columns, const FieldTable& fields)
        : out_(out), columns_(std::move(columns)), fields_(fields) {}
    void finish() override { out_.flush(); }

protected:
    bool consume(Batch& batch) override {
        if (order_.size() != fields_.size()) {
            order_ = column_order(columns_, fields_);
        }
        for (const auto& row : batch.rows()) {
            out_ << row_json(row, order_, fields_) << '\n';
        }
        return out_.good();
    }

private:
    std::ostream& out_;
    Columns columns_;
    const FieldTable& fields_;
    std::vector<FieldId> order_;
};

// The formats that need all rows before the first line: their columns are those that have a value somewhere.
class CollectingWriter final : public RowSink {
public:
    CollectingWriter(RowFormat format, std::ostream& out, Columns columns, const FieldTable& fields)
        : format_(format), out_(out), columns_(std::move(columns)), fields_(fields) {}

    void finish() override {
        if (format_ == RowFormat::Json) {
            write_json();
        } else {
            write_cells();
        }
        out_.flush();
    }

protected:
    bool consume(Batch& batch) override {
        batches_.push_back(std::move(batch));
        return true;
    }

private:
    void write_json() {
        const auto order = column_order(columns_, fields_);
        out_ << "[";
        bool first = true;
        for (const auto& batch : batches_) {
            for (const auto& row : batch.rows()) {
                out_ << (first ? "\n" : ",\n") << row_json(row, order, fields_);
                first = false;
            }
        }
        out_ << "\n]\n";
    }

    void write_cells() {
        std::vector<FieldId> order;
        for (const auto id : column_order(columns_, fields_)) {
            const bool listed = std::find(columns_.order.begin(), columns_.order.end(), id) != columns_.order.end();
            const bool used = std::any_of(batches_.begin(), batches_.end(), [&](const Batch& batch) {
                return std::any_of(batch.rows().begin(), batch.rows().end(),
                                   [&](const Row& row) { return !row.get(id).is_null(); });
            });
            if (used || (listed && !columns_.open)) {
                order.push_back(id);
            }
        }
        std::vector<std::string> header;
        for (const auto id : order) {
            header.emplace_back(fields_.name(id));
        }
        std::vector<std::vector<std::string>> rows;
        for (const auto& batch : batches_) {
            for (const auto& row : batch.rows()) {
                auto& cells = rows.emplace_back();
                for (const auto id : order) {
                    append_text(row.get(id), cells.emplace_back());
                }
            }
        }
        if (format_ == RowFormat::Table) {
            write_table(out_, header, rows);
        } else {
            out_ << csv_line(header);
            for (const auto& row : rows) {
                out_ << csv_line(row);
            }
        }
    }

    RowFormat format_;
    std::ostream& out_;
    Columns columns_;
    const FieldTable& fields_;
    std::vector<Batch> batches_;
};

// A terminal's columns are code points, nearly.
std::string shortened(const std::string& text, std::size_t widest) {
    return count_code_points(text) <= widest ? text : std::string(code_points(text, 0, widest - 1)) + "…";
}

}  // namespace

RowFormat row_format(std::string_view name, bool terminal) {
    if (name.empty()) {
        return terminal ? RowFormat::Table : RowFormat::Ndjson;
    }
    if (name == "table") {
        return RowFormat::Table;
    }
    if (name == "json") {
        return RowFormat::Json;
    }
    if (name == "ndjson") {
        return RowFormat::Ndjson;
    }
    if (name == "csv") {
        return RowFormat::Csv;
    }
    throw std::invalid_argument("unknown format '" + std::string(name) + "': table, json, ndjson or csv");
}

std::vector<FieldId> column_order(const Columns& columns, const FieldTable& fields) {
    std::vector<FieldId> order = columns.order;
    if (columns.open) {
        for (FieldId id = 0; id < fields.size(); ++id) {
            if (std::find(columns.order.begin(), columns.order.end(), id) == columns.order.end()) {
                order.push_back(id);
            }
        }
    }
    return order;
}

std::string row_json(const Row& row, const std::vector<FieldId>& order, const FieldTable& fields) {
    std::string json = "{";
    for (const auto id : order) {
        const Value value = row.get(id);
        if (value.is_null()) {
            continue;
        }
        if (json.size() > 1) {
            json += ',';
        }
        append_json_quoted(fields.name(id), json, InvalidBytes::Replace);
        json += ':';
        append_json(value, json);
    }
    return json + "}";
}

std::unique_ptr<RowSink> make_row_writer(RowFormat format, std::ostream& out, const Columns& columns,
                                         const FieldTable& fields) {
    if (format == RowFormat::Ndjson) {
        return std::make_unique<NdjsonWriter>(out, columns, fields);
    }
    return std::make_unique<CollectingWriter>(format, out, columns, fields);
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
