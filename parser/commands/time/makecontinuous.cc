#include "parser/commands/time/makecontinuous.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_makecontinuous(CommandReader& reader) {
    auto command = std::make_unique<MakecontinuousCommand>();
    bool named = false;
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (const auto option = reader.option()) {
            if (!take_bucket_option(reader, *option, command->buckets)) {
                reader.unknown_option(*option, bucket_option_names());
            }
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
