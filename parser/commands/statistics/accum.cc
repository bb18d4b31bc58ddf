#include "parser/commands/statistics/accum.h"

#include "parser/commands/common/field_as.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_accum(CommandReader& reader) {
    auto command = std::make_unique<AccumCommand>();
    take_field_as(reader, command->field, command->output);
    take_field_as(reader, command->field, command->output);
    return command;
}

}  // namespace karst
