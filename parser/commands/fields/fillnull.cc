#include "parser/commands/fields/fillnull.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

const OptionTable<FillnullCommand> kFillnullOptions = {
    {"value", takes::text(&FillnullCommand::value), "What missing values become."},
};

}  // namespace

const OptionList& fillnull_options() {
    return kFillnullOptions;
}

std::unique_ptr<Command> parse_fillnull(CommandReader& reader) {
    auto command = std::make_unique<FillnullCommand>();
    read_fields(reader, kFillnullOptions, *command, command->fields, "a field name");
    return command;
}

}  // namespace karst
