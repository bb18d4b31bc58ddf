#include "parser/commands/statistics/delta.h"

#include "parser/commands/common/field_as.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

constexpr std::int64_t kMaxDeltaDistance = 1'000'000;

const OptionTable<DeltaCommand> kDeltaOptions = {
    {"p", takes::integer(&DeltaCommand::distance, 1, kMaxDeltaDistance), "How many results back the earlier one is."},
};

}  // namespace

const OptionList& delta_options() {
    return kDeltaOptions;
}

std::unique_ptr<Command> parse_delta(CommandReader& reader) {
    auto command = std::make_unique<DeltaCommand>();
    while (!reader.at_end()) {
        if (!kDeltaOptions.take(reader, *command) && !take_field_as(reader, command->field, command->output)) {
            break;
        }
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
