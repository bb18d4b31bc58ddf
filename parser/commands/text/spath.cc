#include "parser/commands/text/spath.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_spath(CommandReader& reader) {
    auto command = std::make_unique<SpathCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            const auto path = reader.field_name("an option or a location path");
            if (!command->path.empty()) {
                reader.fail("spl-syntax", path.span, "spath takes one location path", "a second one");
            }
            command->path = path.name;
            command->path_span = path.span;
        } else if (option->is("input")) {
            command->input = {option->value.text, option->value.span};
        } else if (option->is("output")) {
            command->output = {option->value.text, option->value.span};
        } else if (option->is("path")) {
            command->path = option->value.text;
            command->path_span = option->value.span;
        } else {
            reader.unknown_option(*option, {"input", "output", "path"});
        }
        reader.skip_commas();
    }
    return command;
}

}  // namespace karst
