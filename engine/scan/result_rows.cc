#include "engine/scan/result_rows.h"

#include "base/utf8.h"
#include "engine/json/json_reader.h"

#include <optional>
#include <vector>

namespace karst {

namespace {

// A value that is neither object nor list: null, or text in the arena. Numbers keep how they are written.
std::optional<Value> scalar(const JsonReader& reader, JsonToken token, Arena& arena) {
    switch (token) {
    case JsonToken::String:
        return Value::string(reader.escaped() ? json_string(reader, arena) : arena.copy(reader.text()));
    case JsonToken::Number:
        return Value::string(arena.copy(reader.text()));
    case JsonToken::True:
        return Value::string("true");
    case JsonToken::False:
        return Value::string("false");
    case JsonToken::Null:
        return Value();
    default:
        return std::nullopt;
    }
}

// The rest of a list; nulls in it are no values.
bool read_list(JsonReader& reader, Arena& arena, std::vector<Value>& items) {
    items.clear();
    for (auto token = reader.next(); token != JsonToken::EndArray; token = reader.next()) {
        const auto item = scalar(reader, token, arena);
        if (!item) {
            return false;
        }
        if (!item->is_null()) {
            items.push_back(*item);
        }
    }
    return true;
}

}  // namespace

bool append_result_row(std::string_view text, Batch& batch, FieldTable& fields) {
    JsonReader reader(text);
    if (!is_utf8(text) || reader.next() != JsonToken::BeginObject) {
        return false;
    }
    Row row = batch.make_row(fields.size());
    std::vector<Value> items;
    auto token = reader.next();
    for (; token == JsonToken::Key; token = reader.next()) {
        const auto field = fields.intern(json_string(reader, batch.arena()));
        token = reader.next();
        if (token == JsonToken::BeginArray) {
            if (!read_list(reader, batch.arena(), items)) {
                return false;
            }
            batch.set(row, field, batch.arena().list(items));
        } else if (const auto value = scalar(reader, token, batch.arena())) {
            batch.set(row, field, *value);
        } else {
            return false;
        }
    }
    if (token != JsonToken::EndObject || reader.next() != JsonToken::End) {
        return false;
    }
    batch.rows().push_back(row);
    return true;
}

}  // namespace karst
