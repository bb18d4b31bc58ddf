// Functions of one value: applied to a list, they are applied to each of its values, and the results are the list.
#pragma once

#include "engine/run/program.h"
#include "engine/value/number.h"

#include <algorithm>
#include <vector>

namespace karst {

/// Calls `apply(item)` for each value and gives the values that are not null.
template <class Apply>
Value map_items(Value value, Arena& arena, Apply apply) {
    if (!value.is_multivalue()) {
        return apply(value);
    }
    std::vector<Value> results;
    for (const Value item : value.items()) {
        const Value result = apply(item);
        if (!result.is_null()) {
            results.push_back(result);
        }
    }
    return arena.list(results);
}

}  // namespace karst
