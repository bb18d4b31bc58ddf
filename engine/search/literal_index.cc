#include "engine/search/literal_index.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <unordered_map>

namespace karst {

namespace {

constexpr unsigned kMinBits = 8;
constexpr unsigned kMaxBits = 16;
constexpr unsigned kSparseBits = 6;  // so many more than the texts have: few of the hashes are taken

unsigned bits_for(std::size_t texts) {
    return std::clamp(static_cast<unsigned>(std::bit_width(texts)) + kSparseBits, kMinBits, kMaxBits);
}

}  // namespace

LiteralIndex::LiteralIndex(std::vector<std::string> texts)
    : texts_(std::move(texts)), shift_(32 - bits_for(texts_.size())), first_((std::size_t{1} << (32 - shift_)) + 1, 0),
      present_((first_.size() - 1) / 64, 0) {
    const auto each_gram = [](const std::string& text, const auto& each) {
        std::uint32_t gram = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            gram = next_gram(gram, text[at]);
            if (at + 1 >= kMinLength) {
                each(gram, at + 1 - kMinLength);
            }
        }
    };
    std::unordered_map<std::uint32_t, std::size_t> uses;
    for (const auto& text : texts_) {
        assert(text.size() >= kMinLength);
        each_gram(text, [&](std::uint32_t gram, std::size_t) { ++uses[gram]; });
    }
    for (std::uint32_t number = 0; number < texts_.size(); ++number) {
        Entry rarest{0, number, 0};
        auto least = static_cast<std::size_t>(-1);
        each_gram(texts_[number], [&](std::uint32_t gram, std::size_t offset) {
            if (uses[gram] < least) {
                least = uses[gram];
                rarest.gram = gram;
                rarest.offset = offset;
            }
        });
        entries_.push_back(rarest);
    }
    std::sort(entries_.begin(), entries_.end(),
              [this](const Entry& a, const Entry& b) { return hash_of(a.gram) < hash_of(b.gram); });
    for (const auto& entry : entries_) {
        const auto hash = hash_of(entry.gram);
        ++first_[hash + 1];
        present_[hash / 64] |= std::uint64_t{1} << (hash % 64);
    }
    for (std::size_t hash = 0; hash + 1 < first_.size(); ++hash) {
        first_[hash + 1] += first_[hash];
    }
}

}  // namespace karst
