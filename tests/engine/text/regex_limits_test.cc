#include "engine/text/regex.h"
#include "engine/text/sed.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <vector>

using namespace karst;

namespace {

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

// Matches in the end, after more steps than are allowed.
const std::string kPattern = "(?=a)(a|aa)+b";
const std::string kText = std::string(40, 'a') + " then aab";

}  // namespace

TEST_CASE("a search that stops at the limit of backtracking is no match and is counted") {
    const Regex regex(kPattern);
    RegexLimitHits limits;
    std::vector<std::string_view> groups;
    CHECK_FALSE(regex.matches(kText, limits));
    CHECK_FALSE(regex.find(kText, 0, groups, limits));
    CHECK(regex.replace(kText, "x", limits) == kText);
    CHECK(SedExpression("s/" + kPattern + "/x/").apply(kText, limits) == kText);
    CHECK(limits.by_pattern() == Counts{{kPattern, 4}});
}

TEST_CASE("a search that ends in an answer is not counted") {
    RegexLimitHits limits;
    CHECK(Regex(kPattern).matches("then aab", limits));
    CHECK_FALSE(Regex(kPattern).matches("then", limits));
    CHECK(Regex("(a|aa)+b").matches(kText, limits));  // in linear time
    CHECK(limits.empty());
}

TEST_CASE("a pattern can lower the limits but not raise them") {
    RegexLimitHits limits;
    for (const std::string verb : {"(*LIMIT_MATCH=4000000000)", "(*LIMIT_DEPTH=4000000000)", "(*LIMIT_HEAP=4000000000)",
                                   "(*LIMIT_RECURSION=4000000000)", "(*NO_JIT)(*LIMIT_MATCH=4000000000)",
                                   "(*NO_JIT)(*LIMIT_MATCH=4000000000)(*LIMIT_DEPTH=4000000000)(*LIMIT_HEAP=4000000000)"}) {
        INFO(verb);
        limits.clear();
        CHECK_FALSE(Regex(verb + kPattern).matches(kText, limits));
        CHECK(limits.by_pattern() == Counts{{verb + kPattern, 1}});
    }
    limits.clear();
    const std::string shorter = std::string(12, 'a') + " then aab";
    CHECK(Regex(kPattern).matches(shorter, limits));
    CHECK(limits.empty());
    CHECK_FALSE(Regex("(*LIMIT_MATCH=10)" + kPattern).matches(shorter, limits));
    CHECK(limits.by_pattern().size() == 1);
}

TEST_CASE("of many patterns that give up the later ones are counted together") {
    RegexLimitHits limits;
    for (std::size_t number = 0; number < RegexLimitHits::kMaxPatterns + 5; ++number) {
        limits.add("pattern " + std::to_string(number), 2);
    }
    RegexLimitHits all;
    all.add("another", 1);
    all.add(limits);
    CHECK(limits.others() == 10);
    CHECK(all.by_pattern().size() == RegexLimitHits::kMaxPatterns);
    CHECK(all.others() == 12);
}
