#include "parser/commands/accum.h"

#include "parser/command_reader.h"
#include "parser/commands/field_as.h"

namespace karst {

std::unique_ptr<Command> parse_accum(CommandReader& reader) {
    auto command = std::make_unique<AccumCommand>();
    take_field_as(reader, command->field, command->output);
    take_field_as(reader, command->field, command->output);
    return command;
}

}  // namespace karst
