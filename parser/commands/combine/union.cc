#include "parser/commands/combine/union.h"

#include "parser/commands/common/subsearch_commands.h"

namespace karst {

std::unique_ptr<Command> parse_union(CommandReader& reader) {
    auto command = std::make_unique<UnionCommand>();
    while (const auto option = reader.option()) {
        if (!take_execution_option(reader, *option, command->limit)) {
            reader.unknown_option(*option, {"maxout", "maxtime", "timeout"});
        }
    }
    do {
        reader.skip_commas();
        command->subsearches.push_back(reader.subsearch());
        reader.skip_commas();
    } while (reader.at_subsearch());
    return command;
}

}  // namespace karst
