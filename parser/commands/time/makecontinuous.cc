#include "parser/commands/time/makecontinuous.h"

#include "parser/grammar/option_table.h"

namespace karst {

const OptionList& makecontinuous_options() {
    return bucket_options();
}

std::unique_ptr<Command> parse_makecontinuous(CommandReader& reader) {
    auto command = std::make_unique<MakecontinuousCommand>();
    bool named = false;
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (bucket_options().take(reader, command->buckets)) {
            continue;
        }
        if (named) {
            reader.fail_here("the end of the command makecontinuous");
        }
        command->field = reader.field_name();
        named = true;
    }
    return command;
}

}  // namespace karst
