#include "parser/commands/combine/appendpipe.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<AppendpipeCommand> kAppendpipeOptions = {
    {"run_in_preview", takes::ignored_boolean(), "Shows results while the search runs."},
};

}  // namespace

const OptionList& appendpipe_options() {
    return kAppendpipeOptions;
}

std::unique_ptr<Command> parse_appendpipe(CommandReader& reader) {
    auto command = std::make_unique<AppendpipeCommand>();
    kAppendpipeOptions.take_all(reader, *command);
    command->subpipeline = reader.subsearch();
    return command;
}

}  // namespace karst
