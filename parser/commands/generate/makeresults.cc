#include "parser/commands/generate/makeresults.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_makeresults(CommandReader& reader) {
    auto command = std::make_unique<MakeresultsCommand>();
    while (const auto option = reader.option()) {
        if (option->is("count")) {
            command->count = reader.integer(*option);
        } else if (option->is("annotate")) {
            command->annotate = reader.boolean(*option);
        } else if (option->is("format")) {
            command->format = lower_case(option->value.text);
            if (command->format != "csv" && command->format != "json") {
                reader.fail("spl-bad-option", option->value.span,
                            "the option format takes csv or json, not '" + option->value.text + "'");
            }
        } else if (option->is("data")) {
            command->data = option->value.text;
        } else if (!option->is("splunk_server") && !option->is("splunk_server_group")) {
            reader.unknown_option(*option, {"count", "annotate", "format", "data", "splunk_server", "splunk_server_group"});
        }
    }
    return command;
}

}  // namespace karst
