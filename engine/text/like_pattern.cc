#include "engine/text/like_pattern.h"

#include "base/utf8.h"

namespace karst {

LikePattern::LikePattern(std::string_view pattern) : segments_(1) {
    for (const char c : pattern) {
        auto& segment = segments_.back();
        if (c == '%') {
            segments_.emplace_back();
        } else if (c == '_') {
            segment.push_back({true, ""});
        } else {
            if (segment.empty() || segment.back().any_character) {
                segment.push_back({false, ""});
            }
            segment.back().bytes += c;
        }
    }
}

// Where a segment that begins at `from` ends, or npos when it does not match there.
std::size_t LikePattern::match_at(const Segment& segment, std::string_view text, std::size_t from) {
    for (const auto& piece : segment) {
        if (piece.any_character) {
            if (from >= text.size()) {
                return std::string_view::npos;
            }
            from = next_code_point(text, from);
        } else if (text.substr(from, piece.bytes.size()) == piece.bytes) {
            from += piece.bytes.size();
        } else {
            return std::string_view::npos;
        }
    }
    return from;
}

bool LikePattern::matches(std::string_view text) const {
    std::size_t at = match_at(segments_.front(), text, 0);
    if (segments_.size() == 1 || at == std::string_view::npos) {
        return at == text.size();
    }
    // Leftmost is as good as any place for the segments in the middle; the last must reach the end.
    for (std::size_t index = 1; index + 1 < segments_.size(); ++index) {
        const auto& segment = segments_[index];
        const bool literal_first = !segment.empty() && !segment.front().any_character;
        std::size_t end = std::string_view::npos;
        while (end == std::string_view::npos) {
            if (literal_first) {
                at = text.find(segment.front().bytes, at);
            }
            if (at == std::string_view::npos || at > text.size()) {
                return false;
            }
            end = match_at(segment, text, at);
            at = end == std::string_view::npos ? at + 1 : end;
        }
    }
    const auto& last = segments_.back();
    if (last.size() == 1 && !last.front().any_character) {
        const auto& ending = last.front().bytes;
        return text.size() - at >= ending.size() && text.substr(text.size() - ending.size()) == ending;
    }
    for (; at <= text.size(); ++at) {
        if (last.empty() || match_at(last, text, at) == text.size()) {
            return true;
        }
    }
    return false;
}

}  // namespace karst
