#include "parser/commands/fields/fieldformat.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_fieldformat(CommandReader& reader) {
    auto command = std::make_unique<FieldformatCommand>();
    command->field = reader.assigned_field("the field to show in another form");
    reader.expect('=', "'=' and an expression");
    command->value = reader.eval_expression();
    return command;
}

}  // namespace karst
