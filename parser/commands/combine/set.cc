#include "parser/commands/combine/set.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_set(CommandReader& reader) {
    auto command = std::make_unique<SetCommand>();
    if (reader.take_keyword("union")) {
        command->operation = SetCommand::Operation::Union;
    } else if (reader.take_keyword("diff")) {
        command->operation = SetCommand::Operation::Difference;
    } else if (reader.take_keyword("intersect")) {
        command->operation = SetCommand::Operation::Intersection;
    } else {
        reader.fail_here("union, diff or intersect");
    }
    command->first = reader.subsearch();
    reader.skip_commas();
    command->second = reader.subsearch();
    return command;
}

}  // namespace karst
