// The commands top and rare: the most or the least frequent values of fields. Search Reference, top; rare.
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// (top|rare) [<N>] <options> <field>… [BY <field>…]
/// Options may stand anywhere.
struct FrequencyCommand : Command {
    std::vector<FieldName> fields;
    std::vector<FieldName> by;
    std::size_t limit = 10;  // 0: all
    std::string count_field = "count";
    std::string percent_field = "percent";
    bool show_count = true;
    bool show_percent = true;
    bool use_other = false;
    std::string other = "OTHER";
};

}  // namespace karst
