#include "parser/commands/multivalue/mvcombine.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

const OptionTable<MvcombineCommand> kMvcombineOptions = {
    {"delim", takes::text(&MvcombineCommand::delimiter).bare(),
     "What stands between the values when nomv makes one text of them."},
};

}  // namespace

const OptionList& mvcombine_options() {
    return kMvcombineOptions;
}

std::unique_ptr<Command> parse_mvcombine(CommandReader& reader) {
    auto command = std::make_unique<MvcombineCommand>();
    read_needed_field(reader, kMvcombineOptions, *command, command->field);
    if (command->field.name.front() == '_') {
        reader.fail("spl-bad-argument", command->field.span, "mvcombine does not apply to internal fields");
    }
    return command;
}

}  // namespace karst
