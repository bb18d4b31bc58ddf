// Arguments that many commands take: options among one field or a list of them.
#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

#include <string_view>
#include <vector>

namespace karst {

/// Takes options and one field in any order, up to the end of the command. False when no field is named; `field` then stays as
/// it is.
template <class Target>
bool read_field(CommandReader& reader, const OptionTable<Target>& options, Target& command, FieldName& field) {
    bool named = false;
    for (; !reader.at_end(); reader.skip_commas()) {
        if (options.take(reader, command)) {
            continue;
        }
        if (named) {
            reader.fail_here("an option");
        }
        field = reader.field_name();
        named = true;
    }
    return named;
}

/// The same for commands that need the field.
template <class Target>
void read_needed_field(CommandReader& reader, const OptionTable<Target>& options, Target& command, FieldName& field) {
    if (!read_field(reader, options, command, field) || field.name.empty()) {
        reader.fail_here("a field name");
    }
}

/// Takes options and any number of fields in any order, up to the end of the command.
template <class Target>
void read_fields(CommandReader& reader, const OptionTable<Target>& options, Target& command, std::vector<FieldName>& fields,
                 std::string_view what = "an option or a field name") {
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (options.take(reader, command)) {
            continue;
        }
        const auto names = reader.field_list();
        if (names.empty()) {
            reader.fail_here(what);
        }
        fields.insert(fields.end(), names.begin(), names.end());
    }
}

}  // namespace karst
