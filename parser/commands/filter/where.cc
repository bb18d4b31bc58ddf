#include "parser/commands/filter/where.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_where(CommandReader& reader) {
    auto command = std::make_unique<WhereCommand>();
    command->condition = reader.eval_expression();
    return command;
}

}  // namespace karst
