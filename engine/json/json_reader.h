// JSON text, token by token: no tree, no copy, no recursion. What a path skips is only scanned, which is why spath stands on
// this; where a tree is wanted, engine/json/json_value.h makes one.
//
//     JsonReader reader(text);
//     for (auto token = reader.next(); token != JsonToken::End && token != JsonToken::Error; token = reader.next()) …
//
// Grammar: RFC 8259, all of it (escapes and numbers are checked), nested at most kMaxJsonDepth levels; anything else is Error,
// after which next() says Error again. Text that was cut off ends in Error too, after the tokens before the cut.
#pragma once

#include "engine/json/json_string.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace karst {

enum class JsonToken { BeginObject, EndObject, BeginArray, EndArray, Key, String, Number, True, False, Null, End, Error };

class JsonReader {
public:
    explicit JsonReader(std::string_view text) : text_(text) {}

    JsonToken next();

    /// Of the last token: a key or string between its quotation marks, with escapes as written; a number as written.
    std::string_view text() const { return token_text_; }
    /// Whether text() has escapes to undo.
    bool escaped() const { return escaped_; }
    /// Where the last token stands in the text given, quotation marks included.
    std::size_t begin() const { return begin_; }
    std::size_t end() const { return position_; }

    /// After the first token of a value: reads to the value's end. False when that fails.
    bool skip(JsonToken first);

private:
    enum class Expect { Value, FirstElement, FirstKey, Key, Colon, CommaOrEnd, Nothing };

    JsonToken value();
    JsonToken after_value();
    JsonToken key();
    JsonToken open(bool object);
    JsonToken close();
    JsonToken number();
    JsonToken word(std::string_view spelled, JsonToken token);
    JsonToken fail();
    bool quoted();
    void skip_blanks();
    char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }

    std::string_view text_;
    std::size_t position_ = 0;
    std::size_t begin_ = 0;
    std::string_view token_text_;
    bool escaped_ = false;
    bool failed_ = false;
    Expect expect_ = Expect::Value;
    std::vector<char> open_;  // '{' or '[' of each level
};

/// The key or string that the reader stands at: a view of the reader's text when nothing is to be undone.
std::string_view json_string(const JsonReader& reader, Arena& arena);

}  // namespace karst
