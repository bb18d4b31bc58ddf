#include "parser/commands/combine/appendcols.h"

#include "parser/commands/common/subsearch_commands.h"

namespace karst {

std::unique_ptr<Command> parse_appendcols(CommandReader& reader) {
    auto command = std::make_unique<AppendcolsCommand>();
    while (const auto option = reader.option()) {
        if (option->is("override")) {
            command->override_fields = reader.boolean(*option);
        } else if (!take_execution_option(reader, *option, command->limit)) {
            reader.unknown_option(*option, {"override", "maxout", "maxtime", "timeout", "extendtimerange"});
        }
    }
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
