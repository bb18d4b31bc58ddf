// Text without case, as the search language compares it: only the letters of ASCII have a case.
#pragma once

#include "base/ascii.h"

#include <cstddef>
#include <string_view>

namespace karst {

/// True when `text` is `folded`, which is in lower case already, but for its case.
inline bool equal_folded(std::string_view text, std::string_view folded) {
    if (text.size() != folded.size()) {
        return false;
    }
    // Without a branch in it, so that the compiler can look at many characters at once.
    unsigned difference = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        difference |= static_cast<unsigned char>(fold_case(text[at]) ^ folded[at]);
    }
    return difference == 0;
}

/// Where `folded`, which is in lower case already, first stands in `text` at or after `from` in any case; npos: nowhere.
std::size_t find_caseless(std::string_view text, std::string_view folded, std::size_t from = 0);

}  // namespace karst
