#include "parser/commands/text/fromjson.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_fromjson(CommandReader& reader) {
    auto command = std::make_unique<FromjsonCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            if (!command->field.name.empty()) {
                reader.fail_here("an option");
            }
            command->field = reader.field_name();
        } else if (option->is("prefix")) {
            command->prefix = option->value.text;
        } else {
            reader.unknown_option(*option, {"prefix"});
        }
        reader.skip_commas();
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
