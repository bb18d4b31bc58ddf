#include "parser/commands/statistics/outlier.h"

#include "base/ascii.h"
#include "parser/commands/common/field_arguments.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

const OptionTable<OutlierCommand> kOutlierOptions = {
    {"action", takes::words(&OutlierCommand::remove, {{"remove", true}, {"rm", true}, {"transform", false}, {"tf", false}}),
     "Removes the values that lie too far out, or cuts them to the limit."},
    {"mark", takes::boolean(&OutlierCommand::mark), "Writes 000 before values that are cut."},
    {"param", takes::number(&OutlierCommand::ranges), "How many inter-quartile ranges a value may lie beyond a quartile."},
    {"uselower", takes::boolean(&OutlierCommand::use_lower), "Looks at values that are too low as well."},
    {"type", takes::ignored_words({"iqr"}), "How outliers are found; there is one way."},
};

}  // namespace

const OptionList& outlier_options() {
    return kOutlierOptions;
}

std::unique_ptr<Command> parse_outlier(CommandReader& reader) {
    auto command = std::make_unique<OutlierCommand>();
    read_fields(reader, kOutlierOptions, *command, command->fields);
    return command;
}

}  // namespace karst
