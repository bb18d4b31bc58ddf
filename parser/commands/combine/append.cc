#include "parser/commands/combine/append.h"

#include "parser/commands/common/subsearch_commands.h"

namespace karst {

std::unique_ptr<Command> parse_append(CommandReader& reader) {
    auto command = std::make_unique<AppendCommand>();
    while (const auto option = reader.option()) {
        if (!take_execution_option(reader, *option, command->limit)) {
            reader.unknown_option(*option, {"maxout", "maxtime", "timeout", "extendtimerange"});
        }
    }
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
