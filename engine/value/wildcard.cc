#include "engine/value/wildcard.h"

#include "engine/value/caseless.h"

#include <algorithm>

namespace karst {

namespace {

bool equal_at(std::string_view text, std::size_t at, std::string_view piece, Wildcard::Case letters) {
    const auto part = text.substr(at, piece.size());
    return letters == Wildcard::Case::Sensitive ? part == piece : equal_folded(part, piece);
}

// `piece` is in lower case already when the case does not matter.
std::size_t find_piece(std::string_view text, std::size_t from, std::string_view piece, Wildcard::Case letters) {
    if (letters == Wildcard::Case::Sensitive) {
        return text.find(piece, from);
    }
    return find_caseless(text, piece, from);
}

}  // namespace

Wildcard::Wildcard(std::string_view pattern, Case letters) : letters_(letters) {
    pieces_.clear();
    for (std::size_t start = 0;;) {
        const auto star = pattern.find('*', start);
        pieces_.emplace_back(pattern.substr(start, star == std::string_view::npos ? star : star - start));
        if (star == std::string_view::npos) {
            break;
        }
        start = star + 1;
    }
    if (letters == Case::Insensitive) {
        for (auto& piece : pieces_) {
            std::transform(piece.begin(), piece.end(), piece.begin(), fold_case);
        }
    }
    any_ = pieces_.size() > 1 && std::all_of(pieces_.begin(), pieces_.end(), [](const auto& piece) { return piece.empty(); });
}

bool Wildcard::matches(std::string_view text) const {
    if (pieces_.size() == 1) {
        return text.size() == pieces_.front().size() && equal_at(text, 0, pieces_.front(), letters_);
    }
    const auto& first = pieces_.front();
    const auto& last = pieces_.back();
    if (text.size() < first.size() + last.size() || !equal_at(text, 0, first, letters_) ||
        !equal_at(text, text.size() - last.size(), last, letters_)) {
        return false;
    }
    const auto middle = text.substr(0, text.size() - last.size());
    std::size_t at = first.size();
    for (std::size_t piece = 1; piece + 1 < pieces_.size(); ++piece) {
        at = find_piece(middle, at, pieces_[piece], letters_);
        if (at == std::string_view::npos) {
            return false;
        }
        at += pieces_[piece].size();
    }
    return true;
}

bool Wildcard::matches(std::string_view text, std::vector<std::string_view>& captures) const {
    captures.clear();
    if (!matches(text)) {
        return false;
    }
    if (pieces_.size() == 1) {
        return true;
    }
    const auto middle = text.substr(0, text.size() - pieces_.back().size());
    std::size_t at = pieces_.front().size();
    for (std::size_t piece = 1; piece + 1 < pieces_.size(); ++piece) {
        const auto found = find_piece(middle, at, pieces_[piece], letters_);
        captures.push_back(text.substr(at, found - at));
        at = found + pieces_[piece].size();
    }
    captures.push_back(middle.substr(at));
    return true;
}

}  // namespace karst
