// The command sort: the results in the order of some fields. Search Reference, sort.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// sort [<count>] <options> [+|-]<field> …
struct SortCommand : Command {
    enum class Kind { Automatic, Number, Text, Address };
    struct Key {
        FieldName field;
        bool descending = false;
        Kind kind = Kind::Automatic;
    };
    std::vector<Key> keys;
    std::optional<std::int64_t> limit;  // 0: all
    bool reversed = false;              // a trailing d or desc
};

}  // namespace karst
