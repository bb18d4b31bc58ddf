#include "parser/commands/datamodel/tags.h"

#include "parser/commands/common/name_list.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

void take_option(CommandReader& reader, TagsCommand& command, const CommandReader::Option& option) {
    if (option.is("outputfield")) {
        command.output = {option.value.text, option.value.span};
    } else if (option.is("allowed_tags")) {
        command.allowed = split_names(option.value.text);
    } else if (option.is("inclname")) {
        command.with_name = reader.boolean(option);
    } else if (!option.is("inclvalue")) {
        reader.unknown_option(option, {"outputfield", "inclname", "inclvalue", "allowed_tags"});
    } else if (reader.boolean(option)) {
        reader.fail("spl-unsupported-option", option.span, "which event type gave an event which tag is not kept",
                    "unsupported", "leave inclvalue out, or use the fields eventtype and tag::eventtype");
    }
}

}  // namespace

std::unique_ptr<Command> parse_tags(CommandReader& reader) {
    auto command = std::make_unique<TagsCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            take_option(reader, *command, *option);
            continue;
        }
        auto names = reader.field_list();
        if (names.empty()) {
            reader.fail_here("an option or a field name");
        }
        command->fields.insert(command->fields.end(), names.begin(), names.end());
    }
    return command;
}

}  // namespace karst
