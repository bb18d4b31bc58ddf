#include "base/spl_text.h"

namespace karst {

std::uint32_t skip_blanks(std::string_view text, std::uint32_t from) {
    while (from < text.size() && is_space(text[from])) {
        ++from;
    }
    return from;
}

Quoted read_quoted(const SourceText& source, std::uint32_t begin, char quote) {
    const std::string_view text = source.text();
    Quoted quoted;
    for (std::uint32_t at = begin + 1; at < text.size(); ++at) {
        const char c = text[at];
        if (c == quote) {
            quoted.end = at + 1;
            return quoted;
        }
        if (c == '\\' && at + 1 < text.size() && (text[at + 1] == quote || text[at + 1] == '\\')) {
            ++at;
        }
        quoted.text += text[at];
    }
    source.fail("spl-unbalanced-quote", {begin, begin + 1}, "unbalanced quotation mark", "no closing quotation mark follows");
}

std::string read_dollar_name(const SourceText& source, std::uint32_t& position) {
    const std::string_view text = source.text();
    const auto begin = position;
    const auto close = std::min(text.find_first_of("$|\"\n", begin + 1), text.size());
    if (close >= text.size() || text[close] != '$' || close == begin + 1) {
        source.fail("spl-unbalanced-quote", {begin, begin + 1}, "unbalanced dollar sign",
                    "no field name and closing dollar sign follow");
    }
    position = static_cast<std::uint32_t>(close + 1);
    return std::string(text.substr(begin + 1, close - begin - 1));
}

std::string undo_escapes(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\')) {
            ++at;
        }
        plain += text[at];
    }
    return plain;
}

std::string with_escapes(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}

std::string quoted_text(std::string_view text) {
    return '"' + with_escapes(text) + '"';
}

std::uint32_t end_of_command(std::string_view text, std::uint32_t from) {
    std::size_t brackets = 0;
    for (std::uint32_t at = from; at < text.size(); ++at) {
        switch (text[at]) {
        case '\\':
            ++at;
            break;
        case '"':
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                at += text[at] == '\\' ? 1 : 0;
            }
            break;
        case '[':
            ++brackets;
            break;
        case ']':
            if (brackets == 0) {
                return at;
            }
            --brackets;
            break;
        case '|':
            if (brackets == 0) {
                return at;
            }
            break;
        default:
            break;
        }
    }
    return static_cast<std::uint32_t>(text.size());
}

}  // namespace karst
