#include "engine/lookup/pattern_index.h"

#include "engine/value/caseless.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

constexpr std::size_t kGramSize = 4;

std::uint32_t gram_at(std::string_view text, std::size_t at, bool fold) {
    std::uint32_t gram = 0;
    for (std::size_t i = 0; i < kGramSize; ++i) {
        gram = gram << 8 | static_cast<unsigned char>(fold ? fold_case(text[at + i]) : text[at + i]);
    }
    return gram;
}

template <class Use>
void each_gram(std::string_view text, bool fold, Use use) {
    for (std::size_t at = 0; at + kGramSize <= text.size(); ++at) {
        use(gram_at(text, at, fold));
    }
}

}  // namespace

PatternIndex::PatternIndex(const std::vector<std::string_view>& patterns, Wildcard::Case letters)
    : fold_(letters == Wildcard::Case::Insensitive) {
    patterns_.reserve(patterns.size());
    std::unordered_map<Gram, std::size_t> uses;
    for (const auto pattern : patterns) {
        patterns_.emplace_back(pattern, letters);
        for (const auto& piece : patterns_.back().pieces()) {
            each_gram(piece, fold_, [&](Gram gram) { ++uses[gram]; });
        }
    }
    for (std::uint32_t index = 0; index < patterns_.size(); ++index) {
        std::optional<Gram> rarest;
        for (const auto& piece : patterns_[index].pieces()) {
            each_gram(piece, fold_, [&](Gram gram) {
                if (!rarest || uses[gram] < uses[*rarest]) {
                    rarest = gram;
                }
            });
        }
        (rarest ? by_gram_[*rarest] : always_).push_back(index);
    }
}

void PatternIndex::match(std::string_view text, std::vector<std::size_t>& found) const {
    found.clear();
    const auto add = [&](const std::vector<std::uint32_t>& candidates) {
        for (const auto candidate : candidates) {
            if (patterns_[candidate].matches(text)) {
                found.push_back(candidate);
            }
        }
    };
    add(always_);
    each_gram(text, fold_, [&](Gram gram) {
        if (const auto filed = by_gram_.find(gram); filed != by_gram_.end()) {
            add(filed->second);
        }
    });
    // A text that repeats itself meets a pattern more than once.
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

}  // namespace karst
