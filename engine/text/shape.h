// Text by its outline: what is a digit, what is a letter, what stands between.
#pragma once

#include "base/ascii.h"

#include <algorithm>
#include <string_view>

namespace karst {

/// True when `text` begins with the shape of `pattern`, in which 0 is a digit and a is a letter.
inline bool has_shape(std::string_view text, std::string_view pattern) {
    return text.size() >= pattern.size() && std::equal(pattern.begin(), pattern.end(), text.begin(), [](char want, char have) {
               return want == '0' ? is_digit(have) : want == 'a' ? is_letter(have) : want == have;
           });
}

}  // namespace karst
