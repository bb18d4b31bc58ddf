// Comparison and order of values. SPL has several orders; each has one function here.
#pragma once

#include "engine/value/caseless.h"
#include "engine/value/number.h"
#include "engine/value/value.h"

#include <compare>
#include <string_view>

namespace karst {

/// Order of eval and where (Search Reference, eval, "Operators"): by number when both sides are numbers or spell numbers, by
/// text (bytes, case-sensitive) otherwise. Both values single and not null.
std::strong_ordering compare_values(Value left, Value right);

/// True when compare_values() finds them equal.
inline bool equal_values(Value left, Value right) {
    if (left.is_string() && right.is_string()) {
        const auto a = left.as_string();
        const auto b = right.as_string();
        if (!may_spell_number(a) || !may_spell_number(b)) {
            return a == b;
        }
    }
    return compare_values(left, right) == 0;
}

/// Order of min(), max() and of sort's auto(): all numbers before all other text; numbers by size, text by bytes.
std::strong_ordering compare_numbers_first(Value left, Value right);

/// Order of values() and mvsort(): the text of both, by bytes.
std::strong_ordering compare_text(Value left, Value right);

/// ASCII letters compared without case, other bytes as they are.
std::strong_ordering compare_caseless(std::string_view left, std::string_view right);

}  // namespace karst
