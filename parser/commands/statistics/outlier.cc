#include "parser/commands/statistics/outlier.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

bool removes(CommandReader& reader, const CommandReader::Option& option) {
    const auto action = lower_case(option.value.text);
    if (action == "remove" || action == "rm") {
        return true;
    }
    if (action != "transform" && action != "tf") {
        reader.fail("spl-bad-option", option.value.span,
                    "the option action takes remove or transform, not '" + option.value.text + "'");
    }
    return false;
}

}  // namespace

std::unique_ptr<Command> parse_outlier(CommandReader& reader) {
    auto command = std::make_unique<OutlierCommand>();
    while (!reader.at_end()) {
        const auto option = reader.option();
        if (!option) {
            auto names = reader.field_list();
            if (names.empty()) {
                reader.fail_here("an option or a field name");
            }
            command->fields.insert(command->fields.end(), names.begin(), names.end());
        } else if (option->is("action")) {
            command->remove = removes(reader, *option);
        } else if (option->is("mark")) {
            command->mark = reader.boolean(*option);
        } else if (option->is("param")) {
            command->ranges = reader.number(*option);
        } else if (option->is("uselower")) {
            command->use_lower = reader.boolean(*option);
        } else if (!option->is("type") || lower_case(option->value.text) != "iqr") {
            reader.unknown_option(*option, {"action", "mark", "param", "uselower"});
        }
    }
    return command;
}

}  // namespace karst
