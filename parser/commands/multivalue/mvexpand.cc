#include "parser/commands/multivalue/mvexpand.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_mvexpand(CommandReader& reader) {
    auto command = std::make_unique<MvexpandCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            if (!command->field.name.empty()) {
                reader.fail_here("an option");
            }
            command->field = reader.field_name();
        } else if (option->is("limit")) {
            command->limit = reader.integer(*option);
            if (command->limit < 0) {
                reader.fail("spl-bad-option", option->value.span, "the option limit takes 0 (no limit) or more");
            }
        } else {
            reader.unknown_option(*option, {"limit"});
        }
        reader.skip_commas();
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
