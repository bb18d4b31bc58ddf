#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace karst {

/// multikv [copyattrs=<bool>] [fields <field-list>] [filter <term-list>] [forceheader=<int>] [multitable=<bool>]
///         [noheader=<bool>] [rmorig=<bool>]
/// conf=<stanza> is refused: there is no multikv.conf.
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
