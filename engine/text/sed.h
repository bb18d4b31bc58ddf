// The sed expressions of rex mode=sed and of packs: s/regex/replacement/flags and y/characters/characters/.
#pragma once

#include "engine/text/regex.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class SedError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class SedExpression {
public:
    /// Throws SedError or RegexError. Flags of s: g (all), a number (that match only), i (without case).
    explicit SedExpression(std::string_view script);

    std::string apply(std::string_view text, RegexLimitHits& limits) const;

    /// True when one of its regular expressions does.
    bool needs_backtracking() const;

private:
    struct Step {
        std::unique_ptr<Regex> regex;  // s; null: y
        std::string replacement;
        bool all = false;
        std::size_t nth = 1;
        std::vector<std::string> from;  // y: characters
        std::vector<std::string> to;
    };
    std::vector<Step> steps_;
};

}  // namespace karst
