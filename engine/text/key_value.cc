#include "engine/text/key_value.h"

#include "base/ascii.h"

#include <algorithm>

namespace karst {

namespace {

bool is_key_character(char c) {
    return is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("_.:-/@#$").find(c) != std::string_view::npos;
}

// The position of the quotation mark that ends the string which begins at `open`, or the end of the text.
std::size_t closing_quote(std::string_view text, std::size_t open) {
    for (std::size_t at = open + 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == text[open]) {
            return at;
        }
    }
    return text.size();
}

bool is_quoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"';
}

// The first of `delimiters` at or after `from` that is not in quotation marks, or the end of the text.
std::size_t find_delimiter(std::string_view text, std::size_t from, std::string_view delimiters) {
    for (std::size_t at = from; at < text.size(); ++at) {
        if (delimiters.find(text[at]) != std::string_view::npos) {
            return at;
        }
        if (text[at] == '"') {
            at = closing_quote(text, at);
        }
    }
    return text.size();
}

}  // namespace

void find_pairs(std::string_view text, const PairFound& found) {
    std::size_t after_last = 0;
    for (std::size_t equals = text.find('='); equals != std::string_view::npos; equals = text.find('=', after_last)) {
        std::size_t key = equals;
        while (key > after_last && is_key_character(text[key - 1])) {
            --key;
        }
        std::size_t value = equals + 1;
        std::size_t end = value;
        if (value < text.size() && text[value] == '"') {
            end = closing_quote(text, value++);
            after_last = std::min(end + 1, text.size());
        } else {
            while (end < text.size() && !is_space(text[end]) && text[end] != ',') {
                ++end;
            }
            after_last = std::max(end, equals + 1);
        }
        const bool complete = key < equals && end > value;
        if (complete && !found(text.substr(key, equals - key), text.substr(value, end - value))) {
            return;
        }
    }
}

void find_delimited_pairs(std::string_view text, std::string_view pair_delimiters, std::string_view key_delimiters,
                          const PairFound& found) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = find_delimiter(text, at, pair_delimiters);
        const auto pair = text.substr(at, end - at);
        at = end + 1;
        const auto split = find_delimiter(pair, 0, key_delimiters);
        if (split == pair.size()) {
            continue;
        }
        auto key = trimmed(pair.substr(0, split), kSpaces);
        auto value = trimmed(pair.substr(split + 1), kSpaces);
        if (is_quoted(key)) {
            key = key.substr(1, key.size() - 2);
        }
        if (is_quoted(value)) {
            value = value.substr(1, value.size() - 2);
        } else if (value.find_first_of(key_delimiters) != std::string_view::npos) {
            continue;
        }
        if (!key.empty() && !value.empty() && !found(key, value)) {
            return;
        }
    }
}

void find_xml_pairs(std::string_view text, const PairFound& found) {
    for (std::size_t open = text.find('<'); open != std::string_view::npos; open = text.find('<', open + 1)) {
        const auto close = text.find_first_of("<>", open + 1);
        if (close == std::string_view::npos || text[close] == '<') {
            continue;
        }
        const auto tag = text.substr(open + 1, close - open - 1);
        const auto name = tag.substr(0, std::min(tag.find_first_of(kSpaces), tag.size()));
        if (name.empty() || name.find_first_of("/?!") != std::string_view::npos || tag.back() == '/') {
            continue;
        }
        const auto end = text.find('<', close);
        if (end == std::string_view::npos || text.substr(end + 1, 1) != "/" || text.substr(end + 2, name.size()) != name) {
            continue;
        }
        const auto after = text.find_first_not_of(kSpaces, end + 2 + name.size());
        const bool closed = after != std::string_view::npos && text[after] == '>';
        if (closed && end > close + 1 && !found(name, text.substr(close + 1, end - close - 1))) {
            return;
        }
    }
}

std::string clean_key(std::string_view key) {
    std::string cleaned(key);
    std::replace_if(
        cleaned.begin(), cleaned.end(), [](char c) { return !is_letter_or_digit(c) && c != '_'; }, '_');
    cleaned.erase(0, std::min(cleaned.find_first_not_of("_0123456789"), cleaned.size()));
    return cleaned;
}

}  // namespace karst
