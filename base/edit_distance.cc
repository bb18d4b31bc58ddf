#include "base/edit_distance.h"

#include "base/utf8.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace karst {

std::size_t edit_distance(std::string_view from, std::string_view to, Exchange exchange) {
    const auto left = characters(from);
    const auto right = characters(to);
    // Costs of the first `line` characters against those of `to`: the row that is being filled, and the two before it.
    std::vector<std::size_t> current(right.size() + 1);
    std::vector<std::size_t> before(right.size() + 1);
    std::vector<std::size_t> before_that(right.size() + 1);
    std::iota(current.begin(), current.end(), std::size_t{0});
    for (std::size_t line = 1; line <= left.size(); ++line) {
        std::swap(before_that, before);
        std::swap(before, current);
        current[0] = line;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const bool same = left[line - 1] == right[column - 1];
            auto cost = std::min({before[column] + 1, current[column - 1] + 1, before[column - 1] + (same ? 0 : 1)});
            if (exchange == Exchange::OneEdit && line > 1 && column > 1 && left[line - 1] == right[column - 2] &&
                left[line - 2] == right[column - 1]) {
                cost = std::min(cost, before_that[column - 2] + 1);
            }
            current[column] = cost;
        }
    }
    return current.back();
}

}  // namespace karst
