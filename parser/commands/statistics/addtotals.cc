#include "parser/commands/statistics/addtotals.h"

#include <algorithm>

namespace karst {

void read_totals(CommandReader& reader, AddtotalsCommand& command, const std::vector<std::string_view>& names) {
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        const auto option = reader.option();
        if (!option) {
            const auto fields = reader.field_list();
            command.fields.insert(command.fields.end(), fields.begin(), fields.end());
            continue;
        }
        if (std::find(names.begin(), names.end(), option->name) == names.end()) {
            reader.unknown_option(*option, names);
        }
        if (option->is("row")) {
            command.row = reader.boolean(*option);
        } else if (option->is("col")) {
            command.col = reader.boolean(*option);
        } else if (option->is("labelfield")) {
            command.label_field = option->value.text;
        } else if (option->is("label")) {
            command.label = option->value.text;
        } else {
            command.field_name = option->value.text;
        }
    }
}

std::unique_ptr<Command> parse_addtotals(CommandReader& reader) {
    auto command = std::make_unique<AddtotalsCommand>();
    read_totals(reader, *command, {"row", "col", "labelfield", "label", "fieldname"});
    return command;
}

}  // namespace karst
