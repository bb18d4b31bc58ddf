#include "parser/commands/lookup/outputlookup.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_outputlookup(CommandReader& reader) {
    auto command = std::make_unique<OutputlookupCommand>();
    const auto take_options = [&] {
        while (const auto option = reader.option()) {
            if (option->is("append")) {
                command->append = reader.boolean(*option);
            } else if (option->is("override_if_empty")) {
                command->override_if_empty = reader.boolean(*option);
            } else if (option->is("max")) {
                command->most = reader.integer(*option);
            } else if (!option->is("create_empty") && !option->is("createinapp") && !option->is("key_field") &&
                       !option->is("allow_updates") && !option->is("output_format")) {
                reader.unknown_option(*option, {"append", "override_if_empty", "max", "create_empty", "createinapp",
                                                "key_field", "allow_updates", "output_format"});
            }
        }
    };
    take_options();
    command->table = reader.field_name("the name of a lookup table");
    take_options();
    return command;
}

}  // namespace karst
