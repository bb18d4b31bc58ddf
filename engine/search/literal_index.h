// Literal index: finds which of many texts occur in another, in one pass over it, however many there are.
#pragma once

#include "engine/value/caseless.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class LiteralIndex {
public:
    static constexpr std::size_t kMinLength = 3;

    /// `texts` are in lower case, with at least kMinLength characters; they are found in any case.
    explicit LiteralIndex(std::vector<std::string> texts);

    const std::vector<std::string>& texts() const { return texts_; }

    /// Calls `found(number)` for each place at which one of the texts stands, with its number among them.
    template <class Found>
    void find(std::string_view text, Found found) const {
        std::uint32_t gram = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            gram = next_gram(gram, text[at]);
            const auto hash = hash_of(gram);
            if ((present_[hash / 64] >> (hash % 64) & 1) != 0 && at + 1 >= kMinLength) {
                check(text, at + 1 - kMinLength, gram, found);
            }
        }
    }

private:
    // Each text is looked for by three characters of it, which are rare among the texts.
    struct Entry {
        std::uint32_t gram;
        std::uint32_t text;
        std::size_t offset;  // of the three in the text
    };
    static std::uint32_t next_gram(std::uint32_t gram, char c) {
        return gram >> 8 | static_cast<std::uint32_t>(static_cast<unsigned char>(fold_case(c))) << 16;
    }
    std::uint32_t hash_of(std::uint32_t gram) const { return gram * 0x9E3779B1U >> shift_; }

    template <class Found>
    void check(std::string_view text, std::size_t place, std::uint32_t gram, Found& found) const {
        const auto hash = hash_of(gram);
        for (auto entry = first_[hash]; entry < first_[hash + 1]; ++entry) {
            const auto& [its_gram, number, offset] = entries_[entry];
            if (its_gram == gram && place >= offset &&
                equal_folded(text.substr(place - offset, texts_[number].size()), texts_[number])) {
                found(number);
            }
        }
    }

    std::vector<std::string> texts_;
    unsigned shift_;                      // there are 2^(32 - shift_) hashes
    std::vector<Entry> entries_;          // by hash
    std::vector<std::uint32_t> first_;    // entry of each hash
    std::vector<std::uint64_t> present_;  // a bit for each hash
};

}  // namespace karst
