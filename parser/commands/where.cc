#include "parser/commands/where.h"

#include "parser/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_where(CommandReader& reader) {
    auto command = std::make_unique<WhereCommand>();
    command->condition = reader.eval_expression();
    return command;
}

}  // namespace karst
