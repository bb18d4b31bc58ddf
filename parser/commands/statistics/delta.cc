#include "parser/commands/statistics/delta.h"

#include "parser/commands/common/field_as.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

constexpr std::int64_t kMostDistance = 1'000'000;

}  // namespace

std::unique_ptr<Command> parse_delta(CommandReader& reader) {
    auto command = std::make_unique<DeltaCommand>();
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            if (!option->is("p")) {
                reader.unknown_option(*option, {"p"});
            }
            const auto distance = reader.integer(*option);
            if (distance < 1 || distance > kMostDistance) {
                reader.fail("spl-bad-option", option->value.span,
                            "the option p takes a number from 1 to " + std::to_string(kMostDistance));
            }
            command->distance = static_cast<std::size_t>(distance);
        } else if (!take_field_as(reader, command->field, command->output)) {
            break;
        }
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    return command;
}

}  // namespace karst
