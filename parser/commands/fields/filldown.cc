#include "parser/commands/fields/filldown.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_filldown(CommandReader& reader) {
    auto command = std::make_unique<FilldownCommand>();
    command->fields = reader.field_list();
    return command;
}

}  // namespace karst
