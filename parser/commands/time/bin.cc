#include "parser/commands/time/bin.h"

#include "parser/grammar/option_table.h"

namespace karst {

const OptionList& bin_options() {
    return bucket_options();
}

std::unique_ptr<Command> parse_bin(CommandReader& reader) {
    auto command = std::make_unique<BinCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (bucket_options().take(reader, command->buckets)) {
            continue;
        }
        // Options may stand between the field and its AS.
        if (!command->field.name.empty() && command->output == command->field.name && reader.take_keyword("as")) {
            command->output = reader.field_name("a field name after AS").name;
            continue;
        }
        if (!command->field.name.empty()) {
            reader.fail_here("the end of the command bin");
        }
        command->field = reader.field_name();
        command->output = command->field.name;
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
