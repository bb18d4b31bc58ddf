#include "engine/search/term.h"

#include "engine/value/caseless.h"

#include <algorithm>

namespace karst {

namespace {

// limits of segmenters.conf: what parts an event's text into segments.
constexpr std::string_view kMajorBreakers = " \t\r\n[]<>(){}|!;,'\"*&?+";
constexpr std::string_view kMinorBreakers = "/:=@.-$#%\\_";

bool is_major(char c) {
    return kMajorBreakers.find(c) != std::string_view::npos;
}

bool is_breaker(char c) {
    return is_major(c) || kMinorBreakers.find(c) != std::string_view::npos;
}

bool starts_with(std::string_view text, std::size_t at, std::string_view piece, Wildcard::Case letters) {
    const auto part = text.substr(at, piece.size());
    return letters == Wildcard::Case::Sensitive ? part == piece : equal_folded(part, piece);
}

std::size_t find_from(std::string_view text, std::size_t from, std::string_view piece, Wildcard::Case letters) {
    if (letters == Wildcard::Case::Sensitive) {
        return text.find(piece, from);
    }
    return find_caseless(text, piece, from);
}

}  // namespace

TermMatcher::TermMatcher(std::string_view term, Bounds bounds, Wildcard::Case letters)
    : pattern_(term, letters), bounds_(bounds),
      spans_words_(std::any_of(term.begin(), term.end(), [](char c) { return c == ' '; })) {}

bool TermMatcher::bounded_before(std::string_view raw, std::size_t at) const {
    if (at == 0) {
        return true;
    }
    // A term that begins with a breaker needs none before it.
    if (bounds_ == Bounds::Term) {
        return is_major(raw[at - 1]) || is_major(raw[at]);
    }
    return is_breaker(raw[at - 1]) || is_breaker(raw[at]);
}

bool TermMatcher::bounded_after(std::string_view raw, std::size_t end) const {
    if (end >= raw.size() || end == 0) {
        return true;
    }
    if (bounds_ == Bounds::Term) {
        return is_major(raw[end]) || is_major(raw[end - 1]);
    }
    return is_breaker(raw[end]) || is_breaker(raw[end - 1]);
}

bool TermMatcher::matches_at(std::string_view raw, std::size_t at) const {
    const auto& pieces = pattern_.pieces();
    std::size_t end = at + pieces.front().size();
    for (std::size_t index = 1; index < pieces.size(); ++index) {
        const auto& piece = pieces[index];
        if (piece.empty()) {
            continue;
        }
        // A star stays inside a word unless the term is a phrase of several words.
        std::size_t reach = raw.size();
        if (!spans_words_) {
            while (end < reach && is_major(raw[end]) && raw[end] == '*') {
                ++end;
            }
            reach = end;
            while (reach < raw.size() && !is_major(raw[reach])) {
                ++reach;
            }
        }
        const auto within = raw.substr(0, std::min(raw.size(), reach + piece.size()));
        std::size_t found = find_from(within, end, piece, pattern_.letters());
        const bool last = index + 1 == pieces.size();
        while (last && found != std::string_view::npos && !bounded_after(raw, found + piece.size())) {
            found = find_from(within, found + 1, piece, pattern_.letters());
        }
        if (found == std::string_view::npos || found > reach) {
            return false;
        }
        end = found + piece.size();
    }
    return pieces.back().empty() || bounded_after(raw, end);
}

bool TermMatcher::matches(std::string_view raw) const {
    const auto& pieces = pattern_.pieces();
    const auto& first = pieces.front();
    if (pattern_.matches_all()) {
        return true;
    }
    if (first.empty()) {
        // The term begins with a star: the first text after it may stand anywhere.
        const auto anchor = std::find_if(pieces.begin(), pieces.end(), [](const auto& piece) { return !piece.empty(); });
        if (anchor == pieces.end()) {
            return true;  // no text at all is in every event
        }
        for (std::size_t at = find_from(raw, 0, *anchor, pattern_.letters()); at != std::string_view::npos;
             at = find_from(raw, at + 1, *anchor, pattern_.letters())) {
            std::size_t start = at;
            while (start > 0 && !is_major(raw[start - 1])) {
                --start;
            }
            if (matches_at(raw, start)) {
                return true;
            }
        }
        return false;
    }
    for (std::size_t at = find_from(raw, 0, first, pattern_.letters()); at != std::string_view::npos;
         at = find_from(raw, at + 1, first, pattern_.letters())) {
        if (bounded_before(raw, at) && starts_with(raw, at, first, pattern_.letters()) && matches_at(raw, at)) {
            return true;
        }
    }
    return false;
}

}  // namespace karst
