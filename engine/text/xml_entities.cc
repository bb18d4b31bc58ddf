#include "engine/text/xml_entities.h"

#include "base/utf8.h"

#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace karst {

namespace {

constexpr std::size_t kMaxNameLength = 9;  // of a reference: #x10FFFF

// The code point of #65 and #x41.
std::optional<std::uint32_t> code_of(std::string_view name) {
    const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const auto digits = name.substr(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stopped, error] = std::from_chars(digits.data(), end, code, hexadecimal ? 16 : 10);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    const bool right = error == std::errc{} && stopped == end && code > 0 && code <= 0x10FFFF && !surrogate;
    return right ? std::optional(code) : std::nullopt;
}

// Appends the character; false when the name between & and ; is none that XML has.
bool append_character(std::string_view name, std::string& text) {
    static constexpr std::pair<std::string_view, char> kNames[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [known, character] : kNames) {
        if (name == known) {
            text += character;
            return true;
        }
    }
    const auto code = !name.empty() && name.front() == '#' ? code_of(name) : std::nullopt;
    if (code) {
        append_utf8(*code, text);
    }
    return code.has_value();
}

}  // namespace

std::string unescape_xml(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&') {
            const auto length = text.substr(at + 1, kMaxNameLength + 1).find(';');
            if (length != std::string_view::npos && append_character(text.substr(at + 1, length), plain)) {
                at += length + 2;
                continue;
            }
        }
        plain += text[at++];
    }
    return plain;
}

}  // namespace karst
