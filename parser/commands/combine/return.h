// The command return: values of a subsearch, given back to its search. Search Reference, return.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// return [<count>] [<alias>=<field>] [<field>] [$<field>]
struct ReturnCommand : Command {
    struct Item {
        std::string name;  // written before the =; empty: the value alone ($field)
        FieldName field;
    };
    std::int64_t count = 1;
    std::vector<Item> items;
};

}  // namespace karst
