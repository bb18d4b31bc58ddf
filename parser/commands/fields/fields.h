// The command fields: some fields, or all but some. Search Reference, fields.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// fields [+|-] <fields>
struct FieldsCommand : Command {
    bool remove = false;
    std::vector<FieldName> fields;
};

}  // namespace karst
