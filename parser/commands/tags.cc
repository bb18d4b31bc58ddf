#include "parser/commands/tags.h"

#include "parser/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_tags(CommandReader& reader) {
    auto command = std::make_unique<TagsCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            auto names = reader.field_list();
            if (names.empty()) {
                reader.fail_here("an option or a field name");
            }
            command->fields.insert(command->fields.end(), names.begin(), names.end());
        } else if (option->is("outputfield")) {
            command->output = {option->value.text, option->value.span};
        } else if (!option->is("inclname") && !option->is("inclvalue")) {
            reader.unknown_option(*option, {"outputfield", "inclname", "inclvalue"});
        } else if (reader.boolean(*option)) {
            throw DiagnosticError(reader.source().diagnose(Severity::Warning, "spl-unsupported-option", option->span,
                                                           "tags cannot write fields and values beside the tags", "unsupported",
                                                           "use the field tag::eventtype"));
        }
    }
    return command;
}

}  // namespace karst
