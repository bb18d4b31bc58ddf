// Terms of the search language against the text of an event: words and phrases bounded by breakers (Search Manual, "Event
// segmentation and searching"; "Use CASE() and TERM() to match phrases").
#pragma once

#include "engine/value/wildcard.h"

#include <string_view>

namespace karst {

class TermMatcher {
public:
    /// Segments: bounded by major or minor breakers (plain terms). Term: bounded by major breakers only (TERM()).
    enum class Bounds { Segments, Term };

    TermMatcher(std::string_view term, Bounds bounds, Wildcard::Case letters);

    bool matches(std::string_view raw) const;

private:
    bool matches_at(std::string_view raw, std::size_t at) const;
    bool bounded_before(std::string_view raw, std::size_t at) const;
    bool bounded_after(std::string_view raw, std::size_t end) const;

    Wildcard pattern_;
    Bounds bounds_;
    bool spans_words_ = false;  // a phrase with blanks: a star may pass over blanks too
};

}  // namespace karst
