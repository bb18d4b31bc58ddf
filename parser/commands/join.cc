#include "parser/commands/join.h"

#include "parser/command_reader.h"
#include "parser/scan.h"

namespace karst {

namespace {

void take_option(CommandReader& reader, JoinCommand& command, const CommandReader::Option& option) {
    if (option.is("type")) {
        const auto type = lower_case(option.value.text);
        if (type != "inner" && type != "left" && type != "outer") {
            reader.fail("spl-bad-option", option.value.span,
                        "the option type takes inner, left or outer, not '" + option.value.text + "'");
        }
        command.keep_unmatched = type != "inner";
    } else if (option.is("max")) {
        command.most = reader.integer(option);
    } else if (option.is("overwrite")) {
        command.overwrite = reader.boolean(option);
    } else if (option.is("usetime") || option.is("earlier")) {
        if (option.is("usetime") && reader.boolean(option)) {
            reader.fail("spl-unsupported-option", option.span, "join by time (usetime=true) is not supported");
        }
    } else {
        reader.unknown_option(option, {"type", "max", "overwrite", "usetime", "earlier"});
    }
}

}  // namespace

std::unique_ptr<Command> parse_join(CommandReader& reader) {
    auto command = std::make_unique<JoinCommand>();
    // Options may stand before and behind the list of fields.
    while (!reader.at_end() && !reader.at_subsearch()) {
        if (const auto option = reader.option()) {
            take_option(reader, *command, *option);
            continue;
        }
        reader.skip_commas();
        if (!reader.at_subsearch()) {
            command->fields.push_back(reader.field_name());
            reader.skip_commas();
        }
    }
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
