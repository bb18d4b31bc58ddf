#include "parser/commands/text/xmlkv.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_xmlkv(CommandReader& reader) {
    auto command = std::make_unique<XmlkvCommand>();
    bool named = false;
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            if (named) {
                reader.fail_here("an option");
            }
            command->field = reader.field_name();
            named = true;
        } else if (option->is("maxinputs")) {
            reader.integer(*option);  // how many events at a time: no effect on results
        } else {
            reader.unknown_option(*option, {"maxinputs"});
        }
        reader.skip_commas();
    }
    return command;
}

}  // namespace karst
