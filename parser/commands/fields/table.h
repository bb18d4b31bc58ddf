// The command table: the listed fields, as a table. Search Reference, table.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// table <fields>
struct TableCommand : Command {
    std::vector<FieldName> fields;
};

}  // namespace karst
