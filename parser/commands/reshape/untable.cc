#include "parser/commands/reshape/untable.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_untable(CommandReader& reader) {
    auto command = std::make_unique<UntableCommand>();
    command->x = reader.field_name("the field that stays");
    reader.skip_commas();
    command->name_field = reader.field_name("a field for the names");
    reader.skip_commas();
    command->data_field = reader.field_name("a field for the values");
    return command;
}

}  // namespace karst
