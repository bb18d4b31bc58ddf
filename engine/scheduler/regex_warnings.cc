#include "base/utf8.h"
#include "engine/scheduler/scheduler.h"

#include <algorithm>
#include <string>

namespace karst {

namespace {

constexpr std::size_t kMaxPatternShown = 200;  // characters

// A pattern on one line: those of packs and rules may be folded, and some come from the data.
std::string shown_pattern(std::string_view pattern) {
    const auto shown = code_points(pattern, 0, kMaxPatternShown);
    std::string text(shown);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return "'" + text + (shown.size() < pattern.size() ? "…'" : "'");
}

}  // namespace

void warn_of_regex_limits(const RegexLimitHits& hits, std::string_view whose, const WarningSink& warn) {
    const auto say = [&](const std::string& patterns, std::uint64_t times) {
        const auto prefix = whose.empty() ? std::string() : std::string(whose) + ": ";
        warn(prefix + "warning[regex-match-limit]: " + patterns + " stopped at the limit of backtracking " +
             (times == 1 ? "once" : std::to_string(times) + " times") + ", which counts as no match");
    };
    for (const auto& [pattern, times] : hits.by_pattern()) {
        say("the regular expression " + shown_pattern(pattern), times);
    }
    if (hits.others() > 0) {
        say("other regular expressions", hits.others());
    }
}

}  // namespace karst
