// JSON as a tree, for the JSON functions of eval, fromjson and tojson: order of members and the text of numbers are kept.
// What it is not: a way to read events; those never become trees.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class JsonValue {
public:
    enum class Kind { Null, False, True, Number, String, Array, Object };

    JsonValue() = default;
    static JsonValue boolean(bool truth);
    /// `text` must be a number as JSON writes it.
    static JsonValue number(std::string_view text);
    static JsonValue string(std::string_view text);
    static JsonValue array();
    static JsonValue object();

    /// The value that all of `text` is; nothing when it is not JSON, or nested deeper than kMaxJsonDepth.
    static std::optional<JsonValue> parse(std::string_view text);

    Kind kind() const { return kind_; }
    bool is_array() const { return kind_ == Kind::Array; }
    bool is_object() const { return kind_ == Kind::Object; }
    /// Of a string its text, of a number how it is written.
    const std::string& text() const { return text_; }

    /// Elements of an array, or values of an object's members (names in keys(), side by side).
    std::vector<JsonValue>& items() { return items_; }
    const std::vector<JsonValue>& items() const { return items_; }
    const std::vector<std::string>& keys() const { return keys_; }

    /// A member of an object; null when there is none. Of a name given twice, the first.
    JsonValue* member(std::string_view key);
    /// The same; made at the end when there is none. Only for objects.
    JsonValue& member_or_new(std::string_view key);
    void remove(std::string_view key);

    void append(std::string& out) const;  // without blanks
    std::string to_text() const;

private:
    explicit JsonValue(Kind kind, std::string_view text = {}) : kind_(kind), text_(text) {}

    Kind kind_ = Kind::Null;
    std::string text_;
    std::vector<std::string> keys_;
    std::vector<JsonValue> items_;
};

}  // namespace karst
