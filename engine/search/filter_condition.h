// Conditions of later filters (search, where and regex behind the first search) over the fields of events, as far as they can
// be found by keys. They are necessary, not sufficient: an event that does not meet one cannot get through the filter, and the
// filter itself still decides about the others.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

struct FilterCondition {
    enum class Kind : std::uint8_t {
        All,   // of `parts`
        Any,   // of `parts`
        OneOf  // a value of `field` equals one of `values`, or is one of `numbers`
    };

    Kind kind = Kind::All;
    std::vector<FilterCondition> parts{};
    std::string field{};
    std::vector<SearchValue> values{};  // compared as search does: without case, `*` stands for anything
    std::vector<double> numbers{};      // compared as where does: 1 is also 1.0
};

}  // namespace karst
