#include "engine/json/json_reader.h"

#include "base/ascii.h"

namespace karst {

void JsonReader::skip_blanks() {
    while (position_ < text_.size() && is_blank(text_[position_])) {
        ++position_;
    }
}

JsonToken JsonReader::fail() {
    failed_ = true;
    return JsonToken::Error;
}

JsonToken JsonReader::next() {
    if (failed_) {
        return JsonToken::Error;
    }
    skip_blanks();
    begin_ = position_;
    escaped_ = false;
    switch (expect_) {
    case Expect::Value:
        return value();
    case Expect::FirstElement:
        return peek() == ']' ? close() : value();
    case Expect::FirstKey:
        return peek() == '}' ? close() : key();
    case Expect::Key:
        return key();
    case Expect::Colon:
        if (peek() != ':') {
            return fail();
        }
        ++position_;
        expect_ = Expect::Value;
        return next();
    case Expect::CommaOrEnd:
        return after_value();
    case Expect::Nothing:
        return position_ == text_.size() ? JsonToken::End : fail();
    }
    return fail();
}

JsonToken JsonReader::after_value() {
    const bool in_object = open_.back() == '{';
    if (peek() == (in_object ? '}' : ']')) {
        return close();
    }
    if (peek() != ',') {
        return fail();
    }
    ++position_;
    expect_ = in_object ? Expect::Key : Expect::Value;
    return next();
}

JsonToken JsonReader::key() {
    if (peek() != '"' || !quoted()) {
        return fail();
    }
    expect_ = Expect::Colon;
    return JsonToken::Key;
}

JsonToken JsonReader::open(bool object) {
    if (open_.size() >= kMaxJsonDepth) {
        return fail();
    }
    ++position_;
    open_.push_back(object ? '{' : '[');
    expect_ = object ? Expect::FirstKey : Expect::FirstElement;
    return object ? JsonToken::BeginObject : JsonToken::BeginArray;
}

JsonToken JsonReader::close() {
    ++position_;
    const bool object = open_.back() == '{';
    open_.pop_back();
    expect_ = open_.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    return object ? JsonToken::EndObject : JsonToken::EndArray;
}

JsonToken JsonReader::value() {
    const Expect after = open_.empty() ? Expect::Nothing : Expect::CommaOrEnd;
    switch (peek()) {
    case '{':
        return open(true);
    case '[':
        return open(false);
    case '"':
        expect_ = after;
        return quoted() ? JsonToken::String : fail();
    case 't':
        expect_ = after;
        return word("true", JsonToken::True);
    case 'f':
        expect_ = after;
        return word("false", JsonToken::False);
    case 'n':
        expect_ = after;
        return word("null", JsonToken::Null);
    default:
        expect_ = after;
        return number();
    }
}

JsonToken JsonReader::word(std::string_view spelled, JsonToken token) {
    if (text_.substr(position_, spelled.size()) != spelled) {
        return fail();
    }
    token_text_ = text_.substr(position_, spelled.size());
    position_ += spelled.size();
    return token;
}

JsonToken JsonReader::number() {
    const auto end = json_number_end(text_, position_);
    // A number that runs into the end of text inside a list may have been cut in two.
    if (end == std::string_view::npos || (end == text_.size() && !open_.empty())) {
        return fail();
    }
    token_text_ = text_.substr(position_, end - position_);
    position_ = end;
    return JsonToken::Number;
}

// Reads a quoted string; false when it does not end, or has an escape or control character that JSON does not know.
bool JsonReader::quoted() {
    std::size_t at = position_ + 1;
    for (; at < text_.size() && text_[at] != '"'; ++at) {
        if (static_cast<unsigned char>(text_[at]) < 0x20) {
            return false;
        }
        if (text_[at] != '\\') {
            continue;
        }
        escaped_ = true;
        ++at;
        if (at >= text_.size()) {
            return false;
        }
        if (text_[at] == 'u') {
            if (!json_code_unit(text_.substr(at + 1))) {
                return false;
            }
            at += 4;
        } else if (std::string_view("\"\\/bfnrt").find(text_[at]) == std::string_view::npos) {
            return false;
        }
    }
    if (at >= text_.size()) {
        return false;
    }
    token_text_ = text_.substr(position_ + 1, at - position_ - 1);
    position_ = at + 1;
    return true;
}

bool JsonReader::skip(JsonToken first) {
    if (first != JsonToken::BeginObject && first != JsonToken::BeginArray) {
        return first != JsonToken::Error;
    }
    const std::size_t outside = open_.size() - 1;
    while (open_.size() > outside) {
        if (next() == JsonToken::Error) {
            return false;
        }
    }
    return true;
}

std::string_view json_string(const JsonReader& reader, Arena& arena) {
    return reader.escaped() ? json_unescaped(reader.text(), arena) : reader.text();
}

}  // namespace karst
