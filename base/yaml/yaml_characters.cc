#include "base/yaml/yaml_characters.h"

#include <fmt/format.h>

#include <cstdint>

namespace karst {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Decoded {
    std::uint32_t code = 0;
    std::size_t size = 0;  // 0: not UTF-8
};

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

Decoded decode(std::string_view text, std::size_t at) {
    const std::uint32_t first = byte_at(text, at);
    if (first < 0x80) {
        return {first, 1};
    }
    const std::size_t size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || at + size > text.size()) {
        return {};
    }
    std::uint32_t code = first & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte_at(text, at + i) & 0xC0) != 0x80) {
            return {};
        }
        code = (code << 6) | (byte_at(text, at + i) & 0x3F);
    }
    const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return overlong || surrogate || code > 0x10FFFF ? Decoded{} : Decoded{code, size};
}

bool is_allowed(std::uint32_t code) {
    if (code < 0x7F) {
        return code >= 0x20 || code == '\t' || code == '\n' || code == '\r';
    }
    return code == 0x85 || (code >= 0xA0 && code != 0xFFFE && code != 0xFFFF);
}

YamlCharacterProblem not_utf8(std::string_view text, std::size_t at) {
    const auto start = text.substr(0, 2);
    if (at == 0 && (start == "\xFF\xFE" || start == "\xFE\xFF")) {
        return {at, "yaml-encoding", "the file is UTF-16, not UTF-8", "save it as UTF-8"};
    }
    return {at, "yaml-encoding", fmt::format("the byte 0x{:02x} is not UTF-8 text here", byte_at(text, at)),
            "save the file as UTF-8"};
}

YamlCharacterProblem not_allowed(std::size_t at, std::uint32_t code) {
    if (code == 0) {
        return {at, "yaml-encoding", "a zero byte: the file is not UTF-8 text", "save it as UTF-8"};
    }
    return {at, "yaml-encoding", fmt::format("the control character U+{:04X}, which YAML does not allow", code),
            code < 0x100 ? fmt::format("in a text in double quotes it can be written as \\x{:02x}", code) : "delete it"};
}

class BracketCount {
public:
    /// False when it is too many.
    bool add(std::uint32_t code) {
        const bool opens = code == '[' || code == '{';
        const bool closes = code == ']' || code == '}';
        open_ = opens ? open_ + 1 : closes && open_ > 0 ? open_ - 1 : open_;
        items_ += opens || closes || code == ',' ? 1 : 0;
        return open_ <= kMaxOpenBrackets && items_ <= kMaxBracketItems;
    }

    std::string problem() const {
        return open_ > kMaxOpenBrackets ? fmt::format("more than {} brackets are open here", kMaxOpenBrackets)
                                        : fmt::format("more than {} brackets and commas", kMaxBracketItems);
    }

private:
    std::size_t open_ = 0;
    std::size_t items_ = 0;
};

}  // namespace

std::optional<YamlCharacterProblem> find_yaml_character_problem(std::string_view text) {
    BracketCount brackets;
    const bool marked = text.substr(0, kByteOrderMark.size()) == kByteOrderMark;
    for (std::size_t at = marked ? kByteOrderMark.size() : 0; at < text.size();) {
        const auto [code, size] = decode(text, at);
        if (size == 0) {
            return not_utf8(text, at);
        }
        if (!is_allowed(code)) {
            return not_allowed(at, code);
        }
        if (code == '\r' && text.substr(at + 1, 1) != "\n") {
            return YamlCharacterProblem{at, "yaml-encoding", "a carriage return without a line feed",
                                        "save the file with the line ends of Unix or Windows"};
        }
        if (!brackets.add(code)) {
            return YamlCharacterProblem{at, "yaml-too-large", brackets.problem(), ""};
        }
        at += size;
    }
    return std::nullopt;
}

}  // namespace karst
