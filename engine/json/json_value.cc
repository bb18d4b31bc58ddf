#include "engine/json/json_value.h"

#include "engine/json/json_reader.h"

#include <algorithm>

namespace karst {

namespace {

std::string unescaped(const JsonReader& reader) {
    std::string text;
    if (reader.escaped()) {
        append_json_unescaped(reader.text(), text);
    } else {
        text = reader.text();
    }
    return text;
}

JsonValue scalar(const JsonReader& reader, JsonToken token) {
    switch (token) {
    case JsonToken::String:
        return JsonValue::string(unescaped(reader));
    case JsonToken::Number:
        return JsonValue::number(reader.text());
    case JsonToken::True:
        return JsonValue::boolean(true);
    case JsonToken::False:
        return JsonValue::boolean(false);
    default:
        return {};
    }
}

}  // namespace

JsonValue JsonValue::boolean(bool truth) {
    return JsonValue(truth ? Kind::True : Kind::False);
}

JsonValue JsonValue::number(std::string_view text) {
    return JsonValue(Kind::Number, text);
}

JsonValue JsonValue::string(std::string_view text) {
    return JsonValue(Kind::String, text);
}

JsonValue JsonValue::array() {
    return JsonValue(Kind::Array);
}

JsonValue JsonValue::object() {
    return JsonValue(Kind::Object);
}

std::optional<JsonValue> JsonValue::parse(std::string_view text) {
    JsonReader reader(text);
    // Values whose end has not been seen, from the outside in, under one that takes the whole.
    std::vector<JsonValue> open;
    open.push_back(array());
    for (auto token = reader.next(); token != JsonToken::End; token = reader.next()) {
        switch (token) {
        case JsonToken::Error:
            return std::nullopt;
        case JsonToken::BeginObject:
            open.push_back(object());
            break;
        case JsonToken::BeginArray:
            open.push_back(array());
            break;
        case JsonToken::Key:
            open.back().keys_.push_back(unescaped(reader));
            break;
        case JsonToken::EndObject:
        case JsonToken::EndArray: {
            JsonValue finished = std::move(open.back());
            open.pop_back();
            open.back().items_.push_back(std::move(finished));
            break;
        }
        default:
            open.back().items_.push_back(scalar(reader, token));
        }
    }
    return std::move(open.front().items_.front());
}

JsonValue* JsonValue::member(std::string_view key) {
    const auto found = std::find(keys_.begin(), keys_.end(), key);
    return found == keys_.end() ? nullptr : &items_[static_cast<std::size_t>(found - keys_.begin())];
}

JsonValue& JsonValue::member_or_new(std::string_view key) {
    if (auto* found = member(key)) {
        return *found;
    }
    keys_.emplace_back(key);
    return items_.emplace_back();
}

void JsonValue::remove(std::string_view key) {
    const auto found = std::find(keys_.begin(), keys_.end(), key);
    if (found != keys_.end()) {
        items_.erase(items_.begin() + (found - keys_.begin()));
        keys_.erase(found);
    }
}

void JsonValue::append(std::string& out) const {
    switch (kind_) {
    case Kind::Null:
        out += "null";
        break;
    case Kind::False:
        out += "false";
        break;
    case Kind::True:
        out += "true";
        break;
    case Kind::Number:
        out += text_;
        break;
    case Kind::String:
        append_json_quoted(text_, out);
        break;
    case Kind::Array:
    case Kind::Object:
        out += is_array() ? '[' : '{';
        for (std::size_t index = 0; index < items_.size(); ++index) {
            if (index > 0) {
                out += ',';
            }
            if (is_object()) {
                append_json_quoted(keys_[index], out);
                out += ':';
            }
            items_[index].append(out);
        }
        out += is_array() ? ']' : '}';
        break;
    }
}

std::string JsonValue::to_text() const {
    std::string text;
    append(text);
    return text;
}

}  // namespace karst
