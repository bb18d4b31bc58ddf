#include "parser/commands/multivalue/mvexpand.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

const OptionTable<MvexpandCommand> kMvexpandOptions = {
    {"limit", takes::integer(&MvexpandCommand::limit, 0), "How many values of a result are used; 0 uses all."},
};

}  // namespace

const OptionList& mvexpand_options() {
    return kMvexpandOptions;
}

std::unique_ptr<Command> parse_mvexpand(CommandReader& reader) {
    auto command = std::make_unique<MvexpandCommand>();
    read_needed_field(reader, kMvexpandOptions, *command, command->field);
    return command;
}

}  // namespace karst
