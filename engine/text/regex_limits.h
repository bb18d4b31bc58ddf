// Counters of regular expression searches that PCRE2 gave up at a limit, which count as no match but must be reported. Belongs
// to one run and one thread; scan workers hand theirs over with the rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace karst {

class RegexLimitHits {
public:
    /// Patterns that are counted by name; those that come later (made from the data of events) are counted together.
    static constexpr std::size_t kMaxPatterns = 100;

    void add(std::string_view pattern, std::uint64_t times = 1);
    void add(const RegexLimitHits& more);
    void clear();

    bool empty() const { return by_pattern_.empty(); }
    const std::map<std::string, std::uint64_t, std::less<>>& by_pattern() const { return by_pattern_; }
    /// Of patterns that are not in by_pattern().
    std::uint64_t others() const { return others_; }

private:
    std::map<std::string, std::uint64_t, std::less<>> by_pattern_;
    std::uint64_t others_ = 0;
};

}  // namespace karst
