// The command tojson: fields written into a JSON object. Search Reference, tojson.
#pragma once

#include "parser/grammar/ast.h"

#include <vector>

namespace karst {

/// tojson [auto | bool | json | none | num | str](<wc-field>)... <options>
struct TojsonCommand : Command {
    enum class Type { Auto, Bool, Json, None, Num, Str };
    struct Fields {
        FieldName field;  // may have wildcards
        Type type;
    };

    std::vector<Fields> fields;  // none: all fields
    Type default_type = Type::None;
    bool fill_null = false;
    bool include_internal = false;
    FieldName output{"_raw", {}};
};

}  // namespace karst
