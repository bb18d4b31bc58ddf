#include "parser/commands/datamodel/typer.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<TyperCommand> kTyperOptions = {
    {"maxlen", takes::ignored_integer(), "How many characters of an event Splunk looks at."},
};

}  // namespace

const OptionList& typer_options() {
    return kTyperOptions;
}

std::unique_ptr<Command> parse_typer(CommandReader& reader) {
    auto command = std::make_unique<TyperCommand>();
    kTyperOptions.take_all(reader, *command);
    return command;
}

}  // namespace karst
