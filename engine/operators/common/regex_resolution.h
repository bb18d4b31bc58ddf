// Regular expressions of commands, with errors that point at them.
#pragma once

#include "engine/plan/planner.h"
#include "engine/text/regex.h"

namespace karst {

/// Fails with `spl-bad-regex` when the pattern does not compile; notes one that needs backtracking.
inline Regex compile_regex(Planner& planner, const std::string& pattern, Span span) {
    try {
        Regex regex(pattern);
        if (regex.needs_backtracking()) {
            planner.note_backtracking(span);
        }
        return regex;
    } catch (const RegexError& error) {
        planner.fail("spl-bad-regex", span, std::string("the regular expression does not compile: ") + error.what(), "here");
    }
}

}  // namespace karst
