// The command multikv: a result of each row of a table in _raw. Search Reference, multikv.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// multikv [fields <field-list>] [filter <term-list>] <options>
struct MultikvCommand : Command {
    bool copy_fields = true;
    std::vector<FieldName> fields;   // none: all columns
    std::vector<std::string> terms;  // none: all rows
    std::int64_t header_line = 0;    // counted from 1 without empty lines; 0: found by itself
    bool several_tables = true;
    bool no_header = false;
    bool remove_original = true;
};

}  // namespace karst
