#include "parser/commands/text/fromjson.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

const OptionTable<FromjsonCommand> kFromjsonOptions = {
    {"prefix", takes::text(&FromjsonCommand::prefix), "What the names of the new fields begin with."},
};

}  // namespace

const OptionList& fromjson_options() {
    return kFromjsonOptions;
}

std::unique_ptr<Command> parse_fromjson(CommandReader& reader) {
    auto command = std::make_unique<FromjsonCommand>();
    read_needed_field(reader, kFromjsonOptions, *command, command->field);
    return command;
}

}  // namespace karst
