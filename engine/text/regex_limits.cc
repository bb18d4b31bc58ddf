#include "engine/text/regex_limits.h"

namespace karst {

void RegexLimitHits::add(std::string_view pattern, std::uint64_t times) {
    if (const auto known = by_pattern_.find(pattern); known != by_pattern_.end()) {
        known->second += times;
    } else if (by_pattern_.size() < kMaxPatterns) {
        by_pattern_.emplace(pattern, times);
    } else {
        others_ += times;
    }
}

void RegexLimitHits::add(const RegexLimitHits& more) {
    for (const auto& [pattern, times] : more.by_pattern_) {
        add(pattern, times);
    }
    others_ += more.others_;
}

void RegexLimitHits::clear() {
    by_pattern_.clear();
    others_ = 0;
}

}  // namespace karst
