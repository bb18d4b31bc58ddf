#include "engine/search/format_rows.h"

#include "base/spl_text.h"
#include "engine/value/number.h"

#include <map>

namespace karst {

namespace {

std::string literal_text(const Row& row, const FieldTable& fields) {
    std::string text;
    for (const std::string_view name : {"search", "query"}) {
        if (const auto id = fields.find(name); id && text.empty()) {
            append_text(row.get(*id), text);
        }
    }
    return text;
}

std::string comparison(const std::string& name, Value value, const FormatWords& words) {
    std::string text;
    const auto items = value.items();
    for (std::size_t index = 0; index < items.size(); ++index) {
        std::string item;
        append_text(items[index], item);
        text += (index > 0 ? " " + words.value_separator + " " : "") + name + "=" + quoted_text(item);
    }
    return items.size() > 1 ? "( " + text + " )" : text;
}

std::string row_text(const Row& row, const FieldTable& fields, const FormatWords& words) {
    const auto literal = literal_text(row, fields);
    if (!literal.empty()) {
        return literal;
    }
    std::map<std::string, Value, std::less<>> sorted;
    const auto slots = row.slots();
    for (FieldId id = 0; id < slots.size() && id < fields.size(); ++id) {
        const auto name = fields.name(id);
        if (!slots[id].is_null() && !name.empty() && name.front() != '_') {
            sorted.emplace(name, slots[id]);
        }
    }
    std::string text;
    for (const auto& [name, value] : sorted) {
        text += (text.empty() ? "" : " " + words.column_separator + " ") + comparison(name, value, words);
    }
    return text.empty() ? text : words.column_prefix + " " + text + " " + words.column_end;
}

}  // namespace

std::string format_rows(const std::vector<Batch>& batches, const FieldTable& fields, const FormatWords& words) {
    std::string text;
    std::size_t rows = 0;
    std::string only;
    for (const auto& batch : batches) {
        for (const auto& row : batch.rows()) {
            auto one = row_text(row, fields, words);
            if (one.empty() || rows >= words.rows) {
                continue;
            }
            const auto literal = literal_text(row, fields);
            only = rows == 0 ? literal : "";
            text += (rows > 0 ? " " + words.row_separator + " " : "") +
                    (literal.empty() ? one : words.column_prefix + " " + one + " " + words.column_end);
            ++rows;
        }
    }
    if (rows == 0) {
        return words.empty;
    }
    // One row that brings its own text stands as it is: return $max gives a bare value.
    return rows == 1 && !only.empty() ? only : words.row_prefix + " " + text + " " + words.row_end;
}

}  // namespace karst
