#include "parser/commands/text/strcat.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_strcat(CommandReader& reader) {
    auto command = std::make_unique<StrcatCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (const auto option = reader.option()) {
            if (!option->is("allrequired")) {
                reader.unknown_option(*option, {"allrequired"});
            }
            command->all_required = reader.boolean(*option);
            continue;
        }
        // What comes last is the destination.
        if (reader.peek_char() == '"') {
            const auto text = *reader.word();
            command->sources.push_back({text.text, true});
            command->destination = {text.text, text.span};
        } else {
            command->destination = reader.field_name();
            command->sources.push_back({command->destination.name, false});
        }
    }
    if (command->sources.size() < 2) {
        reader.fail_here(command->sources.empty() ? "a field or a quoted string" : "the name of the new field");
    }
    command->sources.pop_back();
    return command;
}

}  // namespace karst
