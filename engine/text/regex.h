// Regular expressions as SPL has them: PCRE syntax, unanchored, case-sensitive unless (?i). RE2 runs what it can; patterns
// with look-around or back-references go to PCRE2 with match, depth and heap limits, which a pattern can lower but not raise.
// A search that stops at a limit counts as no match and is counted in the RegexLimitHits that it is given.
#pragma once

#include "engine/text/regex_limits.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class Regex {
public:
    /// Throws RegexError when the pattern does not compile in either engine.
    explicit Regex(std::string_view pattern);
    ~Regex();
    Regex(Regex&&) noexcept;
    Regex& operator=(Regex&&) noexcept;

    bool matches(std::string_view text, RegexLimitHits& limits) const;

    /// Finds the first match at or after `from`. groups[0] is the whole match, groups[n] the n-th group; a group that took no
    /// part has data() == nullptr. False when there is no match. `groups` is resized.
    bool find(std::string_view text, std::size_t from, std::vector<std::string_view>& groups, RegexLimitHits& limits) const;

    /// Every match replaced (or only the first when `all` is false); `replacement` knows \0 to \99 and \n, \t, \\.
    std::string replace(std::string_view text, std::string_view replacement, RegexLimitHits& limits, bool all = true) const;

    /// Names of the groups in order, "" for those without; index 0 is group 1.
    const std::vector<std::string>& group_names() const;
    const std::string& pattern() const;
    /// True when PCRE2 runs it (look-around, back-references …): slower, and lint says so.
    bool needs_backtracking() const;

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

class RegexError : public std::exception {
public:
    RegexError(std::string message, std::size_t offset) : message_(std::move(message)), offset_(offset) {}
    const char* what() const noexcept override { return message_.c_str(); }
    std::size_t offset() const { return offset_; }

private:
    std::string message_;
    std::size_t offset_;  // in the pattern
};

}  // namespace karst
