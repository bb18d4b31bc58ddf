#include "engine/value/compare.h"

#include "engine/value/caseless.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace karst {

namespace {

std::strong_ordering order_of(double left, double right) {
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

std::strong_ordering order_of(int result) {
    return result <=> 0;
}

// A number that has a place among numbers: nan has none and is compared as text.
std::optional<double> ordered_number(Value value) {
    const auto number = to_number(value);
    return number && !std::isnan(*number) ? number : std::nullopt;
}

}  // namespace

std::strong_ordering compare_text(Value left, Value right) {
    if (left.is_string() && right.is_string()) {
        return order_of(left.as_string().compare(right.as_string()));
    }
    std::string a;
    std::string b;
    append_text(left, a);
    append_text(right, b);
    return order_of(a.compare(b));
}

std::strong_ordering compare_values(Value left, Value right) {
    if (const auto a = ordered_number(left)) {
        if (const auto b = ordered_number(right)) {
            return order_of(*a, *b);
        }
    }
    return compare_text(left, right);
}

std::strong_ordering compare_numbers_first(Value left, Value right) {
    const auto a = ordered_number(left);
    const auto b = ordered_number(right);
    if (a && b) {
        return order_of(*a, *b);
    }
    if (a || b) {
        return a ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return compare_text(left, right);
}

std::strong_ordering compare_caseless(std::string_view left, std::string_view right) {
    return std::lexicographical_compare_three_way(
        left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) -> std::strong_ordering {
            return static_cast<unsigned char>(fold_case(a)) <=> static_cast<unsigned char>(fold_case(b));
        });
}

}  // namespace karst
