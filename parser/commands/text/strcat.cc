#include "parser/commands/text/strcat.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<StrcatCommand> kStrcatOptions = {
    {"allrequired", takes::boolean(&StrcatCommand::all_required), "Makes nothing of results that lack one of the fields."},
};

}  // namespace

const OptionList& strcat_options() {
    return kStrcatOptions;
}

std::unique_ptr<Command> parse_strcat(CommandReader& reader) {
    auto command = std::make_unique<StrcatCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (kStrcatOptions.take(reader, *command)) {
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
