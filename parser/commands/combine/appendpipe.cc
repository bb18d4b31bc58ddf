#include "parser/commands/combine/appendpipe.h"

#include "parser/commands/common/subsearch_commands.h"

namespace karst {

std::unique_ptr<Command> parse_appendpipe(CommandReader& reader) {
    auto command = std::make_unique<AppendpipeCommand>();
    std::int64_t unused = 0;
    while (const auto option = reader.option()) {
        if (!take_execution_option(reader, *option, unused)) {
            reader.unknown_option(*option, {"run_in_preview"});
        }
    }
    command->subpipeline = reader.subsearch();
    return command;
}

}  // namespace karst
