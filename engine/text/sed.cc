#include "engine/text/sed.h"

#include "base/ascii.h"
#include "base/utf8.h"

#include <algorithm>

namespace karst {

namespace {

// The part up to the next delimiter; an escaped delimiter loses its backslash, other escapes stay.
std::string take_part(std::string_view script, std::size_t& at, char delimiter) {
    std::string part;
    for (; at < script.size() && script[at] != delimiter; ++at) {
        if (script[at] == '\\' && at + 1 < script.size()) {
            if (script[at + 1] != delimiter) {
                part += '\\';
            }
            ++at;
        }
        part += script[at];
    }
    if (at >= script.size()) {
        throw SedError("the sed expression ends before its last delimiter");
    }
    ++at;
    return part;
}

}  // namespace

SedExpression::SedExpression(std::string_view script) {
    std::size_t at = 0;
    const auto skip = [&] {
        while (at < script.size() && (script[at] == ' ' || script[at] == ';' || script[at] == '\t' || script[at] == '\n')) {
            ++at;
        }
    };
    for (skip(); at < script.size(); skip()) {
        const char command = script[at++];
        if ((command != 's' && command != 'y') || at >= script.size()) {
            throw SedError("a sed expression is s/regex/replacement/flags or y/characters/characters/");
        }
        const char delimiter = script[at++];
        Step step;
        const auto first = take_part(script, at, delimiter);
        step.replacement = take_part(script, at, delimiter);
        if (command == 'y') {
            for (const auto character : characters(first)) {
                step.from.emplace_back(character);
            }
            for (const auto character : characters(step.replacement)) {
                step.to.emplace_back(character);
            }
            if (step.from.size() != step.to.size()) {
                throw SedError("both sides of y/// must have the same number of characters");
            }
        } else {
            bool ignore_case = false;
            std::size_t number = 0;
            for (; at < script.size() && script[at] != ' ' && script[at] != ';'; ++at) {
                const char flag = script[at];
                if (flag == 'g') {
                    step.all = true;
                } else if (flag == 'i' || flag == 'I') {
                    ignore_case = true;
                } else if (is_digit(flag)) {
                    number = number * 10 + static_cast<std::size_t>(flag - '0');
                } else {
                    throw SedError(std::string("unknown flag '") + flag + "' of s///");
                }
            }
            step.nth = std::max<std::size_t>(number, 1);
            step.regex = std::make_unique<Regex>((ignore_case ? "(?i)" : "") + first);
        }
        steps_.push_back(std::move(step));
    }
    if (steps_.empty()) {
        throw SedError("the sed expression is empty");
    }
}

bool SedExpression::needs_backtracking() const {
    return std::any_of(steps_.begin(), steps_.end(),
                       [](const Step& step) { return step.regex && step.regex->needs_backtracking(); });
}

std::string SedExpression::apply(std::string_view text, RegexLimitHits& limits) const {
    std::string result(text);
    for (const auto& step : steps_) {
        if (!step.regex) {
            std::string mapped;
            for (const auto& character : characters(result)) {
                const auto found = std::find(step.from.begin(), step.from.end(), character);
                mapped += found == step.from.end() ? character : step.to[static_cast<std::size_t>(found - step.from.begin())];
            }
            result = std::move(mapped);
        } else if (step.all || step.nth == 1) {
            result = step.regex->replace(result, step.replacement, limits, step.all);
        } else {
            std::vector<std::string_view> groups;
            std::size_t at = 0;
            for (std::size_t count = 1; step.regex->find(result, at, groups, limits); ++count) {
                const auto begin = static_cast<std::size_t>(groups[0].data() - result.data());
                if (count == step.nth) {
                    result = result.substr(0, begin) +
                             step.regex->replace(std::string_view(result).substr(begin), step.replacement, limits, false);
                    break;
                }
                at = begin + std::max<std::size_t>(groups[0].size(), 1);
                if (at > result.size()) {
                    break;
                }
            }
        }
    }
    return result;
}

}  // namespace karst
