#include "parser/commands/combine/append.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<AppendCommand> kAppendOptions =
    OptionTable<AppendCommand>({}).including(subsearch_options(), &AppendCommand::options);

}  // namespace

const OptionList& append_options() {
    return kAppendOptions;
}

std::unique_ptr<Command> parse_append(CommandReader& reader) {
    auto command = std::make_unique<AppendCommand>();
    kAppendOptions.take_all(reader, *command);
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
