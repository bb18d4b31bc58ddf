#include "engine/json/json_reader.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <cstdint>

namespace karst {

namespace {

// The four digits of \uXXXX at `text`, or -1.
std::int32_t hex_quad(std::string_view text) {
    if (text.size() < 4) {
        return -1;
    }
    std::int32_t code = 0;
    for (std::size_t index = 0; index < 4; ++index) {
        const int digit = hex_digit(text[index]);
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

constexpr std::uint32_t kReplacement = 0xFFFD;

// The end of the number that begins at `from`, or npos when there is none.
std::size_t number_end(std::string_view text, std::size_t from) {
    const auto digits = [&](std::size_t& at) {
        const std::size_t first = at;
        while (at < text.size() && is_digit(text[at])) {
            ++at;
        }
        return at > first;
    };
    std::size_t at = from;
    if (at < text.size() && text[at] == '-') {
        ++at;
    }
    const bool zero = at < text.size() && text[at] == '0';
    if (zero) {
        ++at;
    } else if (!digits(at)) {
        return std::string_view::npos;
    }
    if (at < text.size() && text[at] == '.' && !digits(++at)) {
        return std::string_view::npos;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
            ++at;
        }
        if (!digits(at)) {
            return std::string_view::npos;
        }
    }
    return at;
}

}  // namespace

void JsonReader::skip_blanks() {
    while (position_ < text_.size()) {
        const char c = text_[position_];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
            break;
        }
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
    if (open_.size() >= kDeepest) {
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
    const auto end = number_end(text_, position_);
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
            if (hex_quad(text_.substr(at + 1)) < 0) {
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

void append_json_unescaped(std::string_view escaped, std::string& out) {
    for (std::size_t at = 0; at < escaped.size(); ++at) {
        if (escaped[at] != '\\' || at + 1 >= escaped.size()) {
            out += escaped[at];
            continue;
        }
        switch (escaped[++at]) {
        case 'b':
            out += '\b';
            break;
        case 'f':
            out += '\f';
            break;
        case 'n':
            out += '\n';
            break;
        case 'r':
            out += '\r';
            break;
        case 't':
            out += '\t';
            break;
        case 'u': {
            auto code = static_cast<std::uint32_t>(hex_quad(escaped.substr(at + 1)));
            at += 4;
            if (code >= 0xD800 && code < 0xDC00 && escaped.substr(at + 1, 2) == "\\u") {
                const auto low = static_cast<std::uint32_t>(hex_quad(escaped.substr(at + 3)));
                if (low >= 0xDC00 && low < 0xE000) {
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                    at += 6;
                }
            }
            append_utf8(code >= 0xD800 && code < 0xE000 ? kReplacement : code, out);
            break;
        }
        default:
            out += escaped[at];
        }
    }
}

void append_json_quoted(std::string_view text, std::string& out) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += kHex[static_cast<unsigned char>(c) >> 4];
                out += kHex[static_cast<unsigned char>(c) & 0xF];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

std::string_view json_string(const JsonReader& reader, Arena& arena) {
    if (!reader.escaped()) {
        return reader.text();
    }
    std::string text;
    append_json_unescaped(reader.text(), text);
    return arena.copy(text);
}

bool is_json_number(std::string_view text) {
    return number_end(text, 0) == text.size();
}

}  // namespace karst
