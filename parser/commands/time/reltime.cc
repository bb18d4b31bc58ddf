#include "parser/commands/time/reltime.h"

#include "parser/commands/common/name_list.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_reltime(CommandReader& reader) {
    auto command = std::make_unique<ReltimeCommand>();
    while (const auto option = reader.option()) {
        if (option->is("timefield")) {
            command->fields = split_names(option->value.text);
            if (command->fields.empty()) {
                reader.fail("spl-missing-value", option->span, "the option timefield has no value");
            }
        } else if (option->is("prefix")) {
            command->prefix = option->value.text;
        } else {
            reader.unknown_option(*option, {"timefield", "prefix"});
        }
    }
    return command;
}

}  // namespace karst
