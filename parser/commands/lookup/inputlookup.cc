#include "parser/commands/lookup/inputlookup.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_inputlookup(CommandReader& reader) {
    auto command = std::make_unique<InputlookupCommand>();
    const auto take_options = [&] {
        while (const auto option = reader.option()) {
            if (option->is("append")) {
                command->append = reader.boolean(*option);
            } else if (option->is("start")) {
                command->start = reader.integer(*option);
            } else if (option->is("max")) {
                command->most = reader.integer(*option);
            } else if (!option->is("strict")) {
                reader.unknown_option(*option, {"append", "start", "max", "strict"});
            }
        }
    };
    take_options();
    command->table = reader.field_name("the name of a lookup table");
    take_options();
    if (reader.take_keyword("where")) {
        command->where = reader.search_expression();
    }
    return command;
}

}  // namespace karst
