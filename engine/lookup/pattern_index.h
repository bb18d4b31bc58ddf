// Index of many patterns with `*`: which of them may match a text, without trying them all: the largest lookup table of
// security_content has 90,000 rows like `*.example.com*`, and a search asks it once an event.
//
// A pattern can only match a text that contains each of its literal pieces, hence each run of four bytes of them. Every
// pattern is filed under one such run, the one that the fewest other patterns have; a text is looked up under all of its own
// runs. Patterns without a piece of four bytes are tried always.
#pragma once

#include "engine/value/wildcard.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace karst {

class PatternIndex {
public:
    PatternIndex(const std::vector<std::string_view>& patterns, Wildcard::Case letters);

    /// The patterns (by their place in the list given) that match, in order.
    void match(std::string_view text, std::vector<std::size_t>& found) const;

    bool matches(std::size_t pattern, std::string_view text) const { return patterns_[pattern].matches(text); }

private:
    using Gram = std::uint32_t;

    std::vector<Wildcard> patterns_;
    std::unordered_map<Gram, std::vector<std::uint32_t>> by_gram_;
    std::vector<std::uint32_t> always_;
    bool fold_ = false;
};

}  // namespace karst
