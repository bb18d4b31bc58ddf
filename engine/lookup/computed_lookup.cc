#include "engine/lookup/computed_lookup.h"

#include "base/edit_distance.h"
#include "base/utf8.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace karst {

namespace {

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

std::string levenshtein(const std::vector<std::string_view>& inputs) {
    return std::to_string(edit_distance(inputs[0], inputs[1], Exchange::TwoEdits));
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
