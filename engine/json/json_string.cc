#include "engine/json/json_string.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <cstring>

namespace karst {

namespace {

constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";

// Decodes \uXXXX at the beginning of `text`, with its other half when it is a surrogate; gives the length read, 0 when it is
// no escape.
std::size_t decode_unicode(std::string_view text, std::string& out) {
    const auto unit = json_code_unit(text.substr(2));
    if (!unit) {
        return 0;
    }
    if (is_high_surrogate(*unit) && text.substr(6, 2) == "\\u") {
        const auto other = json_code_unit(text.substr(8));
        if (other && is_low_surrogate(*other)) {
            append_utf8(join_surrogates(*unit, *other), out);
            return 12;
        }
    }
    append_utf8(is_high_surrogate(*unit) || is_low_surrogate(*unit) ? kReplacementCharacter : *unit, out);
    return 6;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return at;
}

}  // namespace

std::optional<std::uint32_t> json_code_unit(std::string_view text) {
    if (text.size() < 4) {
        return std::nullopt;
    }
    std::uint32_t unit = 0;
    for (std::size_t at = 0; at < 4; ++at) {
        const int digit = hex_digit(text[at]);
        if (digit < 0) {
            return std::nullopt;
        }
        unit = unit * 16 + static_cast<std::uint32_t>(digit);
    }
    return unit;
}

void append_json_unescaped(std::string_view escaped, std::string& out) {
    while (!escaped.empty()) {
        const auto plain = escaped.substr(0, escaped.find('\\'));
        out += plain;
        escaped.remove_prefix(plain.size());
        if (escaped.size() < 2) {
            out += escaped;
            return;
        }
        std::size_t length = 2;
        if (const auto simple = kEscapes.find(escaped[1]); simple != std::string_view::npos) {
            out += kMeanings[simple];
        } else {
            length = escaped[1] == 'u' ? decode_unicode(escaped, out) : 0;
        }
        if (length == 0) {
            out += '\\';
            length = 1;
        }
        escaped.remove_prefix(length);
    }
}

std::string_view json_unescaped(std::string_view escaped, Arena& arena) {
    if (std::memchr(escaped.data(), '\\', escaped.size()) == nullptr) {
        return escaped;
    }
    std::string text;
    text.reserve(escaped.size());
    append_json_unescaped(escaped, text);
    return arena.copy(text);
}

void append_json_quoted(std::string_view text, std::string& out, InvalidBytes invalid) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    out += '"';
    while (!text.empty()) {
        const char c = text.front();
        const auto code = static_cast<unsigned char>(c);
        std::size_t length = 1;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (code < 0x20) {
            out += '\\';
            if (const auto simple = kMeanings.find(c); simple != std::string_view::npos) {
                out += kEscapes[simple];
            } else {
                out += "u00";
                out += kHex[code >> 4];
                out += kHex[code & 0xF];
            }
        } else if (code < 0x80 || invalid == InvalidBytes::Keep) {
            out += c;
        } else if (length = valid_character_size(text); length > 0) {
            out += text.substr(0, length);
        } else {
            append_utf8(kReplacementCharacter, out);
            length = 1;
        }
        text.remove_prefix(length);
    }
    out += '"';
}

std::size_t json_number_end(std::string_view text, std::size_t from) {
    constexpr auto kNone = std::string_view::npos;
    const auto at_any = [&](std::size_t at, std::string_view characters) {
        return at < text.size() && characters.find(text[at]) != kNone;
    };
    std::size_t at = from + (at_any(from, "-") ? 1 : 0);
    const auto whole = at;
    at = at_any(at, "0") ? at + 1 : skip_digits(text, at);
    if (at == whole) {
        return kNone;
    }
    if (at_any(at, ".")) {
        const auto fraction = at + 1;
        at = skip_digits(text, fraction);
        if (at == fraction) {
            return kNone;
        }
    }
    if (at_any(at, "eE")) {
        const auto exponent = at + (at_any(at + 1, "+-") ? 2 : 1);
        at = skip_digits(text, exponent);
        if (at == exponent) {
            return kNone;
        }
    }
    return at;
}

bool is_json_number(std::string_view text) {
    return json_number_end(text, 0) == text.size();
}

bool is_json_scalar(std::string_view token) {
    return token == "null" || token == "true" || token == "false" || is_json_number(token);
}

}  // namespace karst
