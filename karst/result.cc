#include "karst/result.h"

#include "engine/row/field_table.h"
#include "engine/value/number.h"
#include "karst/json.h"
#include "karst/result_impl.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace karst::api {

namespace {

void append_json_value(karst::Value value, std::string& out) {
    if (value.is_number() && std::isfinite(value.as_number())) {
        out += format_number(value);
        return;
    }
    if (value.is_multivalue()) {
        out += '[';
        bool first = true;
        for (const auto item : value.items()) {
            out += first ? "" : ",";
            first = false;
            std::string text;
            karst::append_text(item, text);
            append_json_string(text, out);
        }
        out += ']';
        return;
    }
    std::string text;
    karst::append_text(value, text);
    append_json_string(text, out);
}

karst::Value inner_form(const Value& value, Arena& arena) {
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Text:
        return karst::Value::string(arena.copy(value.text()));
    case Value::Kind::Number:
        return karst::Value::number(*value.number(), value.significant());
    case Value::Kind::List:
        break;
    }
    const auto items = value.items();
    const auto kept = arena.values(items.size());
    // Items are no lists, so this goes no deeper.
    std::transform(items.begin(), items.end(), kept.begin(), [&](const Value& item) { return inner_form(item, arena); });
    return karst::Value::multivalue(kept);
}

const std::vector<std::string>& no_names() {
    static const std::vector<std::string> kNone;
    return kNone;
}

}  // namespace

Value::Value(std::vector<Value> items) {
    std::vector<Value> flat;
    for (auto& item : items) {
        if (item.kind() == Kind::List) {
            auto& inner = std::get<std::vector<Value>>(item.data_);
            std::move(inner.begin(), inner.end(), std::back_inserter(flat));
        } else if (!item.is_null()) {
            flat.push_back(std::move(item));
        }
    }
    if (flat.size() == 1) {
        auto only = std::move(flat.front().data_);
        data_ = std::move(only);
    } else if (!flat.empty()) {
        data_ = std::move(flat);
    }
}

std::string Value::text() const {
    switch (kind()) {
    case Kind::Null:
        break;
    case Kind::Text:
        return std::get<std::string>(data_);
    case Kind::Number:
        return format_number(karst::Value::number(std::get<Number>(data_).number, significant()));
    case Kind::List: {
        std::string joined;
        for (const auto& item : std::get<std::vector<Value>>(data_)) {
            joined += (joined.empty() ? "" : "\n") + item.text();
        }
        return joined;
    }
    }
    return "";
}

std::optional<double> Value::number() const {
    if (const auto* number = std::get_if<Number>(&data_)) {
        return number->number;
    }
    const auto* text = std::get_if<std::string>(&data_);
    return text == nullptr ? std::nullopt : to_number(karst::Value::string(*text));
}

std::uint8_t Value::significant() const {
    const auto* number = std::get_if<Number>(&data_);
    return number == nullptr ? std::uint8_t{0} : number->significant;
}

std::vector<Value> Value::items() const {
    if (const auto* list = std::get_if<std::vector<Value>>(&data_)) {
        return *list;
    }
    return is_null() ? std::vector<Value>() : std::vector<Value>{*this};
}

Value public_form(karst::Value value) {
    switch (value.kind()) {
    case karst::Value::Kind::Null:
        return {};
    case karst::Value::Kind::Number:
        return {value.as_number(), value.significant()};
    case karst::Value::Kind::Multivalue: {
        std::vector<Value> items;
        for (const auto item : value.items()) {
            items.push_back(public_form(item));  // items are no lists, so this goes no deeper
        }
        return Value(std::move(items));
    }
    case karst::Value::Kind::String:
    case karst::Value::Kind::Boolean:
        break;
    }
    std::string text;
    karst::append_text(value, text);
    return text;
}

std::shared_ptr<const ColumnSet> column_set(const Columns& columns, const FieldTable& fields) {
    auto set = std::make_shared<ColumnSet>();
    set->ids = columns.order;
    if (columns.open) {
        for (FieldId id = 0; id < fields.size(); ++id) {
            if (std::find(columns.order.begin(), columns.order.end(), id) == columns.order.end()) {
                set->ids.push_back(id);
            }
        }
    } else {
        set->fixed = set->ids.size();
    }
    for (const auto id : set->ids) {
        set->names.emplace_back(fields.name(id));
    }
    return set;
}

Batch owned_copy(const Batch& rows) {
    Batch copy;
    copy.rows().reserve(rows.size());
    for (const auto& row : rows.rows()) {
        copy.append_copy(row);
    }
    return copy;
}

bool TableSink::consume(Batch& batch) {
    if (set_ == nullptr || known_fields_ != fields_.size()) {
        set_ = column_set(columns_, fields_);
        known_fields_ = fields_.size();
    }
    return take_(Table::Builder::make(owned_copy(batch), set_));
}

const std::vector<std::string>& Row::columns() const {
    return data_ == nullptr ? no_names() : data_->columns->names;
}

Value Row::value(std::size_t column) const {
    if (data_ == nullptr || column >= data_->columns->ids.size()) {
        return {};
    }
    return public_form(data_->batch.rows()[number_].get(data_->columns->ids[column]));
}

Value Row::value(std::string_view column) const {
    const auto& names = columns();
    return value(static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin()));
}

bool Row::append_text(std::size_t column, std::string& out) const {
    if (data_ == nullptr || column >= data_->columns->ids.size()) {
        return false;
    }
    const auto value = data_->batch.rows()[number_].get(data_->columns->ids[column]);
    karst::append_text(value, out);
    return !value.is_null();
}

void Row::append_json(std::string& out) const {
    out += '{';
    bool first = true;
    for_each_value(*this, [&](const std::string& column, karst::Value value) {
        out += first ? "" : ",";
        first = false;
        append_json_string(column, out);
        out += ':';
        append_json_value(value, out);
    });
    out += '}';
}

Table Table::Builder::make(Batch rows, std::shared_ptr<const ColumnSet> columns) {
    Table table;
    table.size_ = rows.size();
    table.pieces_.push_back({std::make_shared<const Row::Data>(std::move(rows), std::move(columns)), 0});
    return table;
}

Table Table::of(const std::vector<Fields>& rows) {
    Batch batch;
    FieldTable fields;
    for (const auto& values : rows) {
        auto row = batch.make_row(fields.size());
        for (const auto& [name, value] : values) {
            batch.set(row, fields.intern(name), inner_form(value, batch.arena()));
        }
        batch.rows().push_back(row);
    }
    return Builder::make(std::move(batch), column_set(Columns(), fields));
}

Row Table::operator[](std::size_t number) const {
    if (number >= size_) {
        return {};
    }
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), number,
                                        [](std::size_t wanted, const Piece& piece) { return wanted < piece.rows_before; });
    const auto& piece = *std::prev(after);
    return {piece.data, number - piece.rows_before};
}

const std::vector<std::string>& Table::columns() const {
    return pieces_.empty() ? no_names() : pieces_.back().data->columns->names;
}

std::vector<std::size_t> Table::shown_columns() const {
    std::vector<std::size_t> shown;
    if (pieces_.empty()) {
        return shown;
    }
    const auto& all = *pieces_.back().data->columns;
    for (std::size_t column = 0; column < all.ids.size(); ++column) {
        const auto id = all.ids[column];
        const bool used = std::any_of(pieces_.begin(), pieces_.end(), [&](const Piece& piece) {
            const auto& rows = piece.data->batch.rows();
            return std::any_of(rows.begin(), rows.end(), [&](const karst::Row& row) { return !row.get(id).is_null(); });
        });
        if (used || column < all.fixed) {
            shown.push_back(column);
        }
    }
    return shown;
}

void Table::append(const Table& piece) {
    for (const auto& [data, rows_before] : piece.pieces_) {
        pieces_.push_back({data, size_ + rows_before});
    }
    size_ += piece.size_;
}

}  // namespace karst::api
