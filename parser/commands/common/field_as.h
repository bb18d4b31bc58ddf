// `<field> [AS <new-field>]`, as accum, autoregress and delta take it.
#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

namespace karst {

/// Takes a field, or the AS of the one that is there already; false when neither stands here. The new name stays empty without
/// AS.
inline bool take_field_as(CommandReader& reader, FieldName& field, FieldName& output) {
    if (field.name.empty()) {
        field = reader.field_name();
        return true;
    }
    if (output.name.empty() && reader.take_keyword("as")) {
        output = reader.field_name("a field name after AS");
        return true;
    }
    return false;
}

}  // namespace karst
