// Names in one quoted string, as some options take them: mvlist="a, b".
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// The names, which commas or blanks separate.
inline std::vector<std::string> split_names(std::string_view text) {
    static constexpr std::string_view kSeparators = ", \t\n";
    std::vector<std::string> names;
    for (auto begin = text.find_first_not_of(kSeparators); begin != std::string_view::npos;
         begin = text.find_first_not_of(kSeparators, begin)) {
        const auto end = std::min(text.find_first_of(kSeparators, begin), text.size());
        names.emplace_back(text.substr(begin, end - begin));
        begin = end;
    }
    return names;
}

}  // namespace karst
