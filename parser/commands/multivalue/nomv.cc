#include "parser/commands/multivalue/nomv.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_nomv(CommandReader& reader) {
    auto command = std::make_unique<NomvCommand>();
    command->field = reader.field_name();
    return command;
}

}  // namespace karst
