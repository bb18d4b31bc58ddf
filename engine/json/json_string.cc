#include "engine/json/json_string.h"

#include "base/utf8.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

std::optional<unsigned> hex4(std::string_view text) {
    if (text.size() < 4) {
        return std::nullopt;
    }
    unsigned code = 0;
    for (const char c : text.substr(0, 4)) {
        const char lower = static_cast<char>(c | 0x20);
        if (c >= '0' && c <= '9') {
            code = code * 16 + static_cast<unsigned>(c - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            code = code * 16 + static_cast<unsigned>(lower - 'a' + 10);
        } else {
            return std::nullopt;
        }
    }
    return code;
}

// Decodes \uXXXX at `at` (on the backslash), with its other half when it is a surrogate; gives the length read, 0 when it is
// no escape.
std::size_t decode_unicode(std::string_view raw, std::size_t at, std::string& out) {
    const auto first = hex4(raw.substr(at + 2));
    if (!first) {
        return 0;
    }
    if (*first >= 0xD800 && *first < 0xDC00 && raw.substr(at + 6, 2) == "\\u") {
        const auto second = hex4(raw.substr(at + 8));
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            append_utf8(0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00), out);
            return 12;
        }
    }
    append_utf8(*first >= 0xD800 && *first < 0xE000 ? 0xFFFD : *first, out);
    return 6;
}

}  // namespace

void decode_json_string(std::string_view raw, std::string& out) {
    static constexpr std::string_view kEscapes = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    out.clear();
    out.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        if (raw[at] != '\\' || at + 1 >= raw.size()) {
            out += raw[at++];
            continue;
        }
        if (const auto simple = kEscapes.find(raw[at + 1]); simple != std::string_view::npos) {
            out += kMeanings[simple];
            at += 2;
            continue;
        }
        const auto length = raw[at + 1] == 'u' ? decode_unicode(raw, at, out) : 0;
        if (length == 0) {
            out += raw[at++];
        }
        at += length;
    }
}

std::string_view decode_json_string(std::string_view raw, Arena& arena) {
    std::string decoded;
    decode_json_string(raw, decoded);
    return arena.copy(decoded);
}

bool is_json_scalar(std::string_view token) {
    if (token == "null" || token == "true" || token == "false") {
        return true;
    }
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto digits = [&](std::size_t from) {
        const auto end = std::find_if_not(token.begin() + static_cast<std::ptrdiff_t>(from), token.end(), is_digit);
        return static_cast<std::size_t>(end - token.begin());
    };
    std::size_t at = !token.empty() && token.front() == '-' ? 1 : 0;
    const auto whole = digits(at);
    if (whole == at || (token[at] == '0' && whole > at + 1)) {
        return false;
    }
    at = whole;
    if (at < token.size() && token[at] == '.') {
        const auto fraction = digits(at + 1);
        if (fraction == at + 1) {
            return false;
        }
        at = fraction;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        at += at + 1 < token.size() && (token[at + 1] == '+' || token[at + 1] == '-') ? 2 : 1;
        const auto exponent = digits(std::min(at, token.size()));
        if (exponent == at) {
            return false;
        }
        at = exponent;
    }
    return at == token.size();
}

}  // namespace karst
