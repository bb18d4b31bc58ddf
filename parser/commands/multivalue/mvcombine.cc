#include "parser/commands/multivalue/mvcombine.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_mvcombine(CommandReader& reader) {
    auto command = std::make_unique<MvcombineCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            if (!command->field.name.empty()) {
                reader.fail_here("an option");
            }
            command->field = reader.field_name();
        } else if (option->is("delim")) {
            command->delimiter = option->value.text;
        } else {
            reader.unknown_option(*option, {"delim"});
        }
        reader.skip_commas();
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    if (command->field.name.front() == '_') {
        reader.fail("spl-bad-argument", command->field.span, "mvcombine does not apply to internal fields");
    }
    return command;
}

}  // namespace karst
