#include "parser/commands/generate/metadata.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_metadata(CommandReader& reader) {
    auto command = std::make_unique<MetadataCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            reader.fail_here("an option such as type=hosts");
        }
        if (option->is("type")) {
            command->type = lower_case(option->value.text);
            if (command->type != "hosts" && command->type != "sources" && command->type != "sourcetypes") {
                reader.fail("spl-bad-option", option->value.span,
                            "the option type takes hosts, sources or sourcetypes, not '" + option->value.text + "'");
            }
            command->field = command->type.substr(0, command->type.size() - 1);
        } else if (option->is("index")) {
            command->index = option->value.text;
        } else if (!option->is("splunk_server") && !option->is("splunk_server_group") && !option->is("datatype")) {
            reader.unknown_option(*option, {"type", "index", "splunk_server", "splunk_server_group", "datatype"});
        }
    }
    if (command->type.empty()) {
        reader.fail_here("type=hosts, type=sources or type=sourcetypes");
    }
    return command;
}

}  // namespace karst
