#include "engine/eval/functions/json_arguments.h"

#include "engine/json/json_reader.h"
#include "engine/value/number.h"

namespace karst {

JsonValue to_json(Value value, bool is_text, Arena& arena) {
    switch (value.kind()) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Boolean:
        return JsonValue::boolean(value.as_boolean());
    case Value::Kind::Multivalue: {
        JsonValue array = JsonValue::array();
        for (const Value item : value.items()) {
            array.items().push_back(to_json(item, is_text, arena));
        }
        return array;
    }
    case Value::Kind::Number:
    case Value::Kind::String:
        break;
    }
    const auto text = text_of(value, arena);
    if (!text.empty() && (text.front() == '{' || text.front() == '[')) {
        if (auto parsed = JsonValue::parse(text)) {
            return std::move(*parsed);
        }
    }
    const bool is_number = (value.is_number() || !is_text) && is_json_number(text);
    return is_number ? JsonValue::number(text) : JsonValue::string(text);
}

Value from_json(const JsonValue& json, Arena& arena) {
    switch (json.kind()) {
    case JsonValue::Kind::Null:
        return {};
    case JsonValue::Kind::False:
    case JsonValue::Kind::True:
        return Value::boolean(json.kind() == JsonValue::Kind::True);
    case JsonValue::Kind::Number: {
        // A number that would be shown otherwise than it is written stays text: no digit of an identifier is lost.
        const auto parsed = parse_number(json.text());
        const bool same = parsed && format_number(parsed->number) == json.text();
        return same ? Value::number(parsed->number, parsed->significant) : Value::string(arena.copy(json.text()));
    }
    case JsonValue::Kind::String:
        return Value::string(arena.copy(json.text()));
    case JsonValue::Kind::Array:
    case JsonValue::Kind::Object:
        return Value::string(arena.copy(json.to_text()));
    }
    return {};
}

}  // namespace karst
