#include "engine/lookup/computed_lookup.h"

#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace karst {

namespace {

// The code points of UTF-8 text, each as the text it has there.
std::vector<std::string_view> characters(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = begin + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        found.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return found;
}

// Bits a character, by how often each character occurs in the text itself.
std::string shannon_entropy(const std::vector<std::string_view>& inputs) {
    std::map<std::string_view, std::size_t> counts;
    const auto all = characters(inputs[0]);
    for (const auto character : all) {
        ++counts[character];
    }
    double entropy = 0;
    for (const auto& [character, count] : counts) {
        const double share = static_cast<double>(count) / static_cast<double>(all.size());
        entropy -= share * std::log2(share);
    }
    return format_number(entropy + 0.0);
}

// Insertions, deletions and replacements of a character that make the first text the second.
std::string levenshtein(const std::vector<std::string_view>& inputs) {
    const auto from = characters(inputs[0]);
    const auto to = characters(inputs[1]);
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t column = 0; column < row.size(); ++column) {
        row[column] = column;
    }
    for (std::size_t line = 1; line <= from.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column < row.size(); ++column) {
            const auto replaced = diagonal + (from[line - 1] == to[column - 1] ? 0 : 1);
            diagonal = row[column];
            row[column] = std::min({replaced, row[column] + 1, row[column - 1] + 1});
        }
    }
    return std::to_string(row.back());
}

}  // namespace

const ComputedLookup* find_computed_lookup(std::string_view name) {
    static const std::vector<ComputedLookup> kTable = {
        {"levenshtein", {"word1", "word2"}, "ut_levenshtein", levenshtein},
        {"shannon_entropy", {"word"}, "ut_shannon", shannon_entropy},
    };
    const auto found = std::find_if(kTable.begin(), kTable.end(), [&](const auto& one) { return one.name == name; });
    return found == kTable.end() ? nullptr : &*found;
}

}  // namespace karst
