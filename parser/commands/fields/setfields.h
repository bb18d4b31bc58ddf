// The command setfields: constants in fields of every result (Search Reference, setfields).
#pragma once

#include "parser/grammar/ast.h"

#include <string>
#include <vector>

namespace karst {

/// setfields <field>="<value>", …
struct SetfieldsCommand : Command {
    struct Setting {
        FieldName field;
        std::string value;
    };
    std::vector<Setting> settings;
};

}  // namespace karst
