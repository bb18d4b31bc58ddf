#include "parser/commands/combine/union.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<UnionCommand> kUnionOptions =
    OptionTable<UnionCommand>({}).including(subsearch_options(), &UnionCommand::options);

}  // namespace

const OptionList& union_options() {
    return kUnionOptions;
}

std::unique_ptr<Command> parse_union(CommandReader& reader) {
    auto command = std::make_unique<UnionCommand>();
    kUnionOptions.take_all(reader, *command);
    do {
        reader.skip_commas();
        command->subsearches.push_back(reader.subsearch());
        reader.skip_commas();
    } while (reader.at_subsearch());
    return command;
}

}  // namespace karst
