#include "parser/commands/combine/appendcols.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<AppendcolsCommand> kAppendcolsOptions =
    OptionTable<AppendcolsCommand>({
                                       {"override", takes::boolean(&AppendcolsCommand::override_fields),
                                        "Lets the fields of the subsearch take the place of those that are there."},
                                   })
        .including(subsearch_options(), &AppendcolsCommand::options);

}  // namespace

const OptionList& appendcols_options() {
    return kAppendcolsOptions;
}

std::unique_ptr<Command> parse_appendcols(CommandReader& reader) {
    auto command = std::make_unique<AppendcolsCommand>();
    kAppendcolsOptions.take_all(reader, *command);
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
