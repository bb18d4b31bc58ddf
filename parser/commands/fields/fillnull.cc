#include "parser/commands/fields/fillnull.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_fillnull(CommandReader& reader) {
    auto command = std::make_unique<FillnullCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            if (!option->is("value")) {
                reader.unknown_option(*option, {"value"});
            }
            command->value = option->value.text;
            continue;
        }
        const auto names = reader.field_list();
        command->fields.insert(command->fields.end(), names.begin(), names.end());
        if (names.empty()) {
            reader.fail_here("a field name");
        }
    }
    return command;
}

}  // namespace karst
