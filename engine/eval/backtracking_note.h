// The note, for lint, that a regular expression needs backtracking.
#pragma once

#include "base/diagnostic.h"
#include "base/source_text.h"

namespace karst {

/// For the expression at `span` of `text`. Code: `spl-regex-backtracks`.
inline Diagnostic backtracking_note(const SourceText& text, Span span) {
    return text.diagnose("spl-regex-backtracks", span, "the regular expression needs backtracking, which is slow",
                         "look-around, back-references or the like",
                         "a search that takes too long counts as no match, with a warning");
}

}  // namespace karst
