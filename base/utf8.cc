#include "base/utf8.h"

#include <algorithm>

namespace karst {

namespace {

// Letters from `first` to `last` whose other case is `distance` away.
struct Alphabet {
    char32_t first;
    char32_t last;
    int distance;
};

// Capitals with their small letters at one distance. 0xD7 (the multiplication sign) and 0x3A2 (unused) lie in between.
constexpr Alphabet kCapitals[] = {
    {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},   {0x386, 0x386, 38}, {0x388, 0x38A, 37}, {0x38C, 0x38C, 64}, {0x38E, 0x38F, 63},
    {0x391, 0x3A1, 32}, {0x3A3, 0x3AB, 32}, {0x400, 0x40F, 80}, {0x410, 0x42F, 32}, {0x531, 0x556, 48},
};

// Alphabets where a capital and its small letter follow each other; the first letter is a capital.
constexpr Alphabet kAlternating[] = {
    {0x100, 0x12F, 1}, {0x132, 0x137, 1}, {0x139, 0x148, 1}, {0x14A, 0x177, 1}, {0x179, 0x17E, 1},
    {0x370, 0x373, 1}, {0x460, 0x481, 1}, {0x48A, 0x4BF, 1}, {0x4C1, 0x4CE, 1}, {0x4D0, 0x52F, 1},
};

char32_t lower(char32_t letter) {
    for (const auto& [first, last, distance] : kCapitals) {
        if (letter >= first && letter <= last) {
            return letter + static_cast<char32_t>(distance);
        }
    }
    for (const auto& [first, last, distance] : kAlternating) {
        if (letter >= first && letter <= last) {
            return (letter - first) % 2 == 0 ? letter + static_cast<char32_t>(distance) : letter;
        }
    }
    return letter == 0x178 ? 0xFF : letter;
}

char32_t upper(char32_t letter) {
    for (const auto& [first, last, distance] : kCapitals) {
        const auto capital = letter - static_cast<char32_t>(distance);
        if (capital >= first && capital <= last) {
            return capital;
        }
    }
    for (const auto& [first, last, distance] : kAlternating) {
        if (letter >= first && letter <= last) {
            return (letter - first) % 2 == 1 ? letter - static_cast<char32_t>(distance) : letter;
        }
    }
    // The final sigma has the capital of the other one.
    return letter == 0xFF ? 0x178 : letter == 0x3C2 ? 0x3A3 : letter;
}

// Two-byte characters hold all alphabets that are known here, and their two cases are both of two bytes.
template <char32_t (*kLetter)(char32_t)>
std::string change_case(std::string_view text, char first, char last) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const char c = out[i];
        if (c >= first && c <= last) {
            out[i] = static_cast<char>(c ^ 0x20);
        } else if ((static_cast<unsigned char>(c) & 0xE0) == 0xC0 && i + 1 < out.size() && is_continuation(out[i + 1])) {
            const char32_t letter = (static_cast<char32_t>(c & 0x1F) << 6) | static_cast<char32_t>(out[i + 1] & 0x3F);
            const char32_t other = kLetter(letter);
            out[i] = static_cast<char>(0xC0 | (other >> 6));
            out[i + 1] = static_cast<char>(0x80 | (other & 0x3F));
            ++i;
        }
    }
    return out;
}

}  // namespace

void append_utf8(std::uint32_t code, std::string& out) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = next_code_point(text, begin);
        found.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return found;
}

std::string_view code_points(std::string_view text, std::size_t first, std::size_t count) {
    std::size_t begin = 0;
    // Stray bytes in front of the first character belong to it.
    for (; first > 0 && begin < text.size(); --first) {
        begin = next_code_point(text, begin);
    }
    std::size_t end = begin;
    for (; count > 0 && end < text.size(); --count) {
        end = next_code_point(text, end);
    }
    return text.substr(begin, end - begin);
}

std::size_t valid_character_size(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    if (length > text.size()) {
        return 0;
    }
    for (std::size_t at = 1; at < length; ++at) {
        if (!is_continuation(text[at])) {
            return 0;
        }
    }
    const auto second = length > 1 ? static_cast<unsigned char>(text[1]) : 0;
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool out_of_range = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    return overlong || out_of_range ? 0 : length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto length = valid_character_size(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string to_lower(std::string_view text) {
    return change_case<lower>(text, 'A', 'Z');
}

std::string to_upper(std::string_view text) {
    return change_case<upper>(text, 'a', 'z');
}

}  // namespace karst
